"""A small client of libudev, which tells whether the bed is what libudev takes for a machine with udev."""

import ctypes
import select

LIBRARY = ctypes.CDLL("libudev.so.1")
TEXTS = ("udev_device_get_devnode", "udev_device_get_syspath", "udev_device_get_action", "udev_device_get_subsystem",
         "udev_list_entry_get_name")
POINTERS = ("udev_new", "udev_enumerate_new", "udev_enumerate_get_list_entry", "udev_list_entry_get_next",
            "udev_device_new_from_syspath", "udev_device_get_parent_with_subsystem_devtype",
            "udev_monitor_new_from_netlink", "udev_monitor_receive_device")
for name in TEXTS + ("udev_device_get_property_value", "udev_device_get_sysattr_value"):
    getattr(LIBRARY, name).restype = ctypes.c_char_p
for name in POINTERS:
    getattr(LIBRARY, name).restype = ctypes.c_void_p


def pointer(value):
    return ctypes.c_void_p(value)


class Device:
    def __init__(self, handle):
        self._handle = pointer(handle)

    def text(self, what):
        found = getattr(LIBRARY, f"udev_device_get_{what}")(self._handle)
        return found.decode() if found else None

    def property(self, name):
        found = LIBRARY.udev_device_get_property_value(self._handle, name.encode())
        return found.decode() if found else None

    def attribute(self, name):
        found = LIBRARY.udev_device_get_sysattr_value(self._handle, name.encode())
        return found.decode() if found else None

    def is_initialised(self):
        return LIBRARY.udev_device_get_is_initialized(self._handle) == 1

    def has_tag(self, name):
        return LIBRARY.udev_device_has_tag(self._handle, name.encode()) == 1

    def parent(self, subsystem, devtype=None):
        found = LIBRARY.udev_device_get_parent_with_subsystem_devtype(
            self._handle, subsystem.encode(), devtype.encode() if devtype else None)
        return Device(found) if found else None


class Client:
    """Enumerates and listens as the daemon does; by tag where one is given."""

    def __init__(self, tag=None):
        self._udev = pointer(LIBRARY.udev_new())
        self._monitor = pointer(LIBRARY.udev_monitor_new_from_netlink(self._udev, b"udev"))
        LIBRARY.udev_monitor_filter_add_match_subsystem_devtype(self._monitor, b"tty", None)
        if tag:
            LIBRARY.udev_monitor_filter_add_match_tag(self._monitor, tag.encode())
        LIBRARY.udev_monitor_enable_receiving(self._monitor)

    def enumerate(self):
        """The ttys that the rules mark as ours, whose processing is over."""
        search = pointer(LIBRARY.udev_enumerate_new(self._udev))
        LIBRARY.udev_enumerate_add_match_subsystem(search, b"tty")
        LIBRARY.udev_enumerate_add_match_property(search, b"ID_MYOTHERM", b"1")
        LIBRARY.udev_enumerate_add_match_is_initialized(search)
        LIBRARY.udev_enumerate_scan_devices(search)
        entry, devices = LIBRARY.udev_enumerate_get_list_entry(search), []
        while entry:
            path = LIBRARY.udev_list_entry_get_name(pointer(entry))
            devices.append(Device(LIBRARY.udev_device_new_from_syspath(self._udev, path)))
            entry = LIBRARY.udev_list_entry_get_next(pointer(entry))
        return devices

    def event(self, within=2.0):
        """The next event, or nothing."""
        file = LIBRARY.udev_monitor_get_fd(self._monitor)
        while select.select([file], [], [], within)[0]:
            if found := LIBRARY.udev_monitor_receive_device(self._monitor):
                return Device(found)
        return None
