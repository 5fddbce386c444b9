import Glibc
import Presentation

/// The terminal: what it can show, and its keyboard read key by key.
enum Terminal {
    /// Whether standard output is a terminal on which lines can be painted again.
    static var canRepaint: Bool {
        isatty(STDOUT_FILENO) == 1 && Process.variable("TERM").map { $0 != "dumb" && !$0.isEmpty } ?? false
    }

    /// Whether colours are wanted, as no-color.org has it: NO_COLOR that is set and not empty forbids them.
    static var hasColour: Bool { Process.variable("NO_COLOR").map(\.isEmpty) ?? true }

    /// The size now; 80 by 24 when the terminal does not say.
    static var size: Screen.Size {
        var size = winsize()
        let status = unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size)
        guard status == 0, size.ws_col > 0, size.ws_row > 0 else { return Screen.Size(columns: 80, rows: 24) }
        return Screen.Size(columns: Int(size.ws_col), rows: Int(size.ws_row))
    }

    /// Whether keys can be read: standard input is a terminal, and this process is in its foreground.
    static var hasKeyboard: Bool { isatty(STDIN_FILENO) == 1 && tcgetpgrp(STDIN_FILENO) == getpgrp() }

    /// Hands keys over as they are pressed, without showing them; Ctrl-C stays a signal.
    ///
    /// Ctrl-Z and Ctrl-S are given up: a watcher that is halted, or whose output is, does not stop anything.
    ///
    /// - Returns: What ``restore(_:)`` needs, or nil when the terminal refuses.
    static func takeKeys() -> termios? {
        var before = termios()
        guard unsafe tcgetattr(STDIN_FILENO, &before) == 0 else { return nil }
        var after = before
        after.c_lflag &= ~tcflag_t(ICANON | ECHO)
        after.c_iflag &= ~tcflag_t(IXON)
        unsafe withUnsafeMutableBytes(of: &after.c_cc) { characters in
            unsafe characters[Int(VSUSP)] = 0
            unsafe characters[Int(VMIN)] = 1
            unsafe characters[Int(VTIME)] = 0
        }
        return unsafe tcsetattr(STDIN_FILENO, TCSANOW, &after) == 0 ? before : nil
    }

    /// Gives the keyboard back as it was.
    static func restore(_ settings: termios) {
        var settings = settings
        _ = unsafe tcsetattr(STDIN_FILENO, TCSANOW, &settings)
    }
}
