import ControlSocket
import Testing
import Varlink

@testable import Presentation

@Suite struct `The screen` {
    private let size = Screen.Size(columns: 20, rows: 10)

    @Test func `is painted over what was painted before`() {
        var screen = Screen(hasColour: false)
        #expect(screen.repaint([Line("one"), Line("two")], size: size) == "one\ntwo\n")
        #expect(screen.repaint([Line("three")], size: size) == "\u{1B}[2A\r\u{1B}[Jthree\n")
        #expect(screen.repaint([Line("four")], size: size) == "\u{1B}[1A\r\u{1B}[Jfour\n")
        screen.leave()
        #expect(screen.repaint([Line("five")], size: size) == "five\n")
    }

    @Test func `folds long lines between words, and counts the rows`() {
        var screen = Screen(hasColour: false)
        #expect(
            screen.repaint([Line("Cut the device's power now.")], size: size) == "Cut the device's\npower now.\n")
        #expect(screen.repaint([Line("x")], size: size).hasPrefix("\u{1B}[2A"))
        #expect(Screen(hasColour: false).painting("aaaaaaaaaaaaaaaaaaaaaaaaa", size) == "aaaaaaaaaaaaaaaaaaaa\naaaaa\n")
        #expect(Screen(hasColour: false).painting("aaaaaaaaaaaaaaaaaaaa bb", size) == "aaaaaaaaaaaaaaaaaaaa\nbb\n")
    }

    @Test func `is never higher than the terminal`() {
        var screen = Screen(hasColour: false)
        let lines = (0..<30).map { Line("\($0)") }
        #expect(screen.repaint(lines, size: size).split(separator: "\n").count == 9)
        #expect(screen.repaint(lines, size: Screen.Size(columns: 0, rows: 0)).hasPrefix("\u{1B}[9A"))
    }

    @Test func `has colours only where they are wanted`() {
        var colour = Screen(hasColour: true)
        #expect(colour.repaint([Line("x", .alarm), Line("y")], size: size) == "\u{1B}[1;37;41mx\u{1B}[0m\ny\n")
        for tone in [Line.Tone.strong, .caution, .alarm, .quiet] {
            var plain = Screen(hasColour: false)
            #expect(plain.repaint([Line("x", tone)], size: size) == "x\n")
        }
    }

    @Test func `shows what became of a stop right below the state`() {
        let notice = WatchText.Notice.notStopped(.notConnected(.socketNotFound(path: "/a")))
        let lines = WatchText.lines(Samples.status(), notice: notice, help: "keys")
        #expect(lines[1].tone == .alarm)
        #expect(lines[1].text.hasPrefix("STOP DID NOT GET THROUGH. Press the device's stop button"))
        #expect(lines.last?.text == "keys")
    }
}

extension Screen {
    fileprivate func painting(_ text: String, _ size: Size) -> String {
        var screen = self
        return screen.repaint([Line(text)], size: size)
    }
}
