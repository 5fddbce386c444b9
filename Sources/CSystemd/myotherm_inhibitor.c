#define _GNU_SOURCE
#include "CSystemd.h"

#include <errno.h>
#include <fcntl.h>
#include <systemd/sd-bus.h>

static int ask(sd_bus *bus, const char *what, const char *who, const char *why) {
    sd_bus_error error = SD_BUS_ERROR_NULL;
    sd_bus_message *reply = NULL;
    int descriptor = -1;
    int result = sd_bus_call_method(
        bus, "org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager", "Inhibit", &error,
        &reply, "ssss", what, who, why, "block");
    if (result >= 0) result = sd_bus_message_read(reply, "h", &descriptor);
    if (result >= 0) {
        // The descriptor in the message ends with the message.
        int own = fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
        result = own < 0 ? -errno : own;
    }
    sd_bus_error_free(&error);
    sd_bus_message_unref(reply);
    return result;
}

int myotherm_inhibitor_take(const char *who, const char *why) {
    sd_bus *bus = NULL;
    int result = sd_bus_open_system(&bus);
    if (result < 0) return result;
    sd_bus_set_method_call_timeout(bus, 2000000);
    result = ask(bus, "sleep:handle-lid-switch", who, why);
    if (result == -EACCES || result == -EPERM) result = ask(bus, "sleep", who, why);
    sd_bus_flush_close_unref(bus);
    return result;
}
