"""A copy of the source with every mutant in it at once; which one is alive is read from the environment."""

import hashlib
import json
import pathlib
import re

from swift_text import code_only, line_of

# Which kinds of mutant a file gets: C comparison, B boundary, L limit, R reaction.
KINDS = [
    ("Sources/Safety/Interlock.swift", "R"),
    ("Sources/Safety/Interlocks.swift", "R"),
    ("Sources/Safety/Interlocks/*.swift", "CBR"),
    ("Sources/Safety/Limits*.swift", "L"),
    ("Sources/Safety/OutputRules.swift", "CB"),
    ("Sources/Safety/Gate.swift", "C"),
    ("Sources/Safety/Verdict.swift", "C"),
    ("Sources/Safety/DeviceClaims.swift", "CB"),
    ("Sources/Safety/ThermalDose.swift", "C"),
    ("Sources/Safety/SensorTrend.swift", "C"),
    ("Sources/Safety/Deep*.swift", "C"),
    ("Sources/Safety/Watches/*.swift", "C"),
    ("Sources/Control/Machine*.swift", "CR"),
    ("Sources/Control/Outlet.swift", "C"),
    ("Simulator/Device/DeviceLimits.swift", "L"),
    ("Simulator/Device/LeaseHolder.swift", "CB"),
    ("Simulator/Device/Applicator+Segments.swift", "CBR"),
    ("Simulator/Device/Applicator+Playing.swift", "CR"),
    ("Simulator/Device/Applicator+Sampling.swift", "CR"),
    ("Simulator/Device/Applicator+Time.swift", "CR"),
]

# The modules of the copy, each with what it may import; and the tests that are built with them.
TARGETS = {
    "Units": ("Sources/Units", []),
    "Wire": ("Sources/Wire", ["Units"]),
    "Treatment": ("Sources/Treatment", ["Units"]),
    "Safety": ("Sources/Safety", ["Units", "Treatment"]),
    "Link": ("Sources/Link", ["Units", "Wire"]),
    "Control": ("Sources/Control", ["Units", "Wire", "Treatment", "Safety", "Link"]),
    "Tissue": ("Simulator/Tissue", ["Units"]),
    "Device": ("Simulator/Device", ["Units", "Wire", "Link"]),
    "Oracle": ("Simulator/Oracle", ["Units", "Tissue"]),
    "World": (
        "Simulator/World",
        ["Units", "Wire", "Treatment", "Control", "Link", "Safety", "Device", "Tissue", "Oracle"],
    ),
}
MUTATED = ["Safety", "Control", "Device"]
TESTS = ["SafetyTests", "ControlTests", "DeviceTests", "WorldTests"]

COMPARISON = re.compile(r"(?<= )(<=|>=|<|>|==|!=)(?= )")
NUMBER = re.compile(r"(?<![\w.])(\d[\d_]*)(?![\w.])")
ASKED = re.compile(r"\b[A-Z]\w+\.judge\(&?evidence, into: &verdict\)")
EQUALITY = re.compile(r"\bstatic func == \(")
# Statements that are what is done about something that was found.
REACTION = re.compile(
    r"(?<![\w.])(?:verdict\.add|alarms\.raise|link\.stop|link\.repeatStop|clock\.breakOff|trip|latch|stopOutput"
    r"|pauseOutput|disarm|startOver|abandonCooldown|judgeStep|judge|limitZones|shutOff|continueStopping|insist)\("
    r"|(?<![\w.])effects\.append\((?=\.escalate|\.flushOutput)"
)
# The most mutants that there may be.
MOST = 65536
DIGITS = "⊕⊖⊗⊘⊙⊚⊛⊝⊞⊟"
LOOSER = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}

SUPPORT = """import Glibc

/// The number of the mutant that is alive; -1 for none, -2 while it is learnt which ones a test reaches at all.
let activeMutant: Int = getenv("MYOTHERM_MUTANT").flatMap { Int(String(cString: $0)) } ?? -1

/// A byte of a file for each mutant, so that a test that crashes has told what it reached.
private nonisolated(unsafe) let reached: UnsafeMutablePointer<UInt8>? = {
    guard let path = getenv("MYOTHERM_REACHED") else { return nil }
    let file = open(path, O_RDWR)
    guard let area = mmap(nil, SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0), area != MAP_FAILED else { return nil }
    return area.assumingMemoryBound(to: UInt8.self)
}()

@inline(__always)
func lives(_ mutant: Int) -> Bool {
    if activeMutant == -1 { return false }
    if activeMutant == -2 { reached?[mutant] = 1 }
    return activeMutant == mutant
}

func varied<Number: BinaryInteger>(_ mutants: (up: Int, down: Int), _ value: Number) -> Number {
    let share = max(value / 20, 1)
    return lives(mutants.up) ? value + share : lives(mutants.down) ? value - share : value
}
""".replace("SIZE", str(MOST))


class Mutant:
    """One change: where it is, what the line says, and what becomes of it."""

    def __init__(self, number, path, line, text, kind, change):
        self.number, self.path, self.line, self.kind, self.change = number, path, line, kind, change
        self.text = " ".join(text.split())
        self.key = hashlib.sha256(f"{path}|{self.text}|{kind}|{change}".encode()).hexdigest()[:12]

    @property
    def module(self):
        return self.path.split("/")[1]

    def __str__(self):
        return f"{self.path}:{self.line}: {self.kind}: {self.change}: {self.text}"


class Copy:
    """The source with every mutant in it, and the list of them."""

    def __init__(self, root, target):
        self.root, self.target = root, target
        self.mutants = []
        self.operators = {}
        self.seen = {}

    def make(self):
        for folder, _ in TARGETS.values():
            self.mirror(folder)
        for name in TESTS:
            self.mirror(f"Tests/{name}")
        for document in (self.root / "docs").glob("*.md"):
            write(self.target / "docs" / document.name, document.read_text(encoding="utf-8"))
        for pattern, kinds in KINDS:
            for path in sorted(self.root.glob(pattern)):
                name = path.relative_to(self.root).as_posix()
                write(self.target / name, self.mutate(name, kinds, path.read_text(encoding="utf-8")))
        for module in MUTATED:
            write(self.target / TARGETS[module][0] / "ActiveMutant.swift", self.support(module))
        write(self.target / "Package.swift", package())
        return self.mutants

    def mirror(self, folder):
        """Copies what differs: the build then compiles no more than that."""
        source, target = self.root / folder, self.target / folder
        wanted = {path.relative_to(source) for path in source.rglob("*.swift")}
        if target.exists():
            for path in target.rglob("*"):
                if path.is_file() and path.relative_to(target) not in wanted and path.name != "ActiveMutant.swift":
                    path.unlink()
        mutated = {path for pattern, _ in KINDS for path in self.root.glob(pattern)}
        for name in wanted:
            if source / name not in mutated:
                write(target / name, (source / name).read_text(encoding="utf-8"))

    def add(self, path, line, text, kind, change):
        # The same line twice in one file is told apart by its place.
        same = (path, " ".join(text.split()), kind, change)
        self.seen[same] = self.seen.get(same, 0) + 1
        if self.seen[same] > 1:
            change += f" #{self.seen[same]}"
        mutant = Mutant(len(self.mutants), path, line, text, kind, change)
        self.mutants.append(mutant)
        return mutant.number

    def mutate(self, path, kinds, text):
        code = code_only(text)
        lines = text.split("\n")
        edits = []  # (start, end, new)
        if "R" in kinds:
            self.drop_reactions(path, code, lines, edits)
        if "C" in kinds:
            self.compare(path, code, lines, "B" in kinds, edits)
        if "L" in kinds:
            self.move_limits(path, code, lines, edits)
        # Of two at one place, the one that opens comes first.
        for start, end, new in sorted(edits, key=lambda edit: (edit[0], edit[1]), reverse=True):
            text = text[:start] + new + text[end:]
        return text

    def drop_reactions(self, path, code, lines, edits):
        asked = {match.start() for match in ASKED.finditer(code)}
        for match in list(ASKED.finditer(code)) + list(REACTION.finditer(code)):
            line = line_of(code, match.start())
            if re.search(r"\bfunc\s+$|=\s*$", code[max(match.start() - 20, 0) : match.start()]):
                continue
            opening = code.index("(", match.start())
            end = closing(code, opening) + 1
            shown = code[match.start() : end] if match.start() in asked else " ".join(lines[line - 1 : line_of(code, end)])
            change = "not asked" if match.start() in asked else "left out"
            number = self.add(path, line, shown, "reaction", change)
            edits.append((match.start(), match.start(), f"(lives({number}) ? () : "))
            edits.append((end, end, ")"))

    def compare(self, path, code, lines, with_boundary, edits):
        # Whether two values are equal in everything is asked by tests alone.
        equalities = [(at.start(), closing(code, code.index("{", at.start()))) for at in EQUALITY.finditer(code)]
        for match in COMPARISON.finditer(code):
            line = line_of(code, match.start())
            text = lines[line - 1]
            if any(start < match.start() < end for start, end in equalities):
                continue
            if re.search(r"\bfunc\b|\bextension\b|\bstruct\b|\boperator\b|#if", text):
                continue
            symbol = match[1]
            numbers = [self.add(path, line, text, "comparison", f"not {symbol}")]
            if with_boundary and symbol in LOOSER:
                numbers.append(self.add(path, line, text, "boundary", f"{symbol} becomes {LOOSER[symbol]}"))
            name = symbol + "".join(DIGITS[int(digit)] for digit in str(numbers[0]))
            self.operators.setdefault(path.split("/")[1], []).append((name, symbol, numbers))
            edits.append((match.start(), match.end(), name))

    def move_limits(self, path, code, lines, edits):
        for match in re.finditer(r"\bstatic (?:let|func) [^\n]*(?:\n(?!\s*(?:public )?static)[^\n]*\d[^\n]*)*", code):
            for number in NUMBER.finditer(match[0]):
                start = match.start() + number.start()
                line = line_of(code, start)
                up = self.add(path, line, lines[line - 1], "limit", f"{number[1]} up")
                down = self.add(path, line, lines[line - 1], "limit", f"{number[1]} down")
                edits.append((start, start + len(number[1]), f"varied(({up}, {down}), {number[1]})"))

    def support(self, module):
        """What the mutated files of `module` call: an operator of its own for each comparison."""
        text = [SUPPORT]
        for name, symbol, numbers in self.operators.get(module, []):
            equatable = symbol in ("==", "!=")
            body = f"lives({numbers[0]}) ? !(left {symbol} right) : "
            if len(numbers) > 1:
                body += f"lives({numbers[1]}) ? left {LOOSER[symbol]} right : "
            body = f"-> Bool {{ {body}left {symbol} right }}"
            constraint = "Equatable" if equatable else "Comparable"
            text.append(f"infix operator {name} : ComparisonPrecedence")
            text.append(f"func {name} <Value: {constraint}>(left: Value, right: Value) {body}")
            # Whole numbers of two types may be compared with each other.
            text.append(
                f"@_disfavoredOverload func {name} <Left: BinaryInteger, Right: BinaryInteger>"
                f"(left: Left, right: Right) {body}"
            )
            if equatable:
                # What is asked for nil may be a value that cannot be copied.
                isnt = "!" if symbol == "!=" else ""
                text.append(
                    f"func {name} <Value: ~Copyable>(left: borrowing Value?, right: _OptionalNilComparisonType) -> Bool {{\n"
                    f"    let isNil = switch left {{ case .some: false; case .none: true }}\n"
                    f"    return lives({numbers[0]}) != ({isnt}isNil)\n}}"
                )
        return "\n".join(text) + "\n"


def closing(code, opening):
    depth = 0
    for index in range(opening, len(code)):
        depth += {"(": 1, "{": 1, ")": -1, "}": -1}.get(code[index], 0)
        if depth == 0:
            return index
    raise SystemExit("mutants: a parenthesis does not close")


def write(path, text):
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def package():
    settings = """[.swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"), .enableUpcomingFeature("MemberImportVisibility")]"""
    lines = ["// swift-tools-version: 6.2", "import PackageDescription", "", f"let dialect: [SwiftSetting] = {settings}"]
    lines.append('let package = Package(name: "mutants", targets: [')
    for name, (path, needs) in TARGETS.items():
        lines.append(f'.target(name: "{name}", dependencies: {json.dumps(needs)}, path: "{path}", swiftSettings: dialect),')
    everything = json.dumps(list(TARGETS))
    for name in TESTS:
        lines.append(f'.testTarget(name: "{name}", dependencies: {everything}, swiftSettings: dialect),')
    return "\n".join(lines + ["])"]) + "\n"
