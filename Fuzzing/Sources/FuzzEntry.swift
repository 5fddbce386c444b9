import CFuzzer
import Glibc

/// Hands the program to the fuzzer's engine: each call is one input for the parser that the environment names.
///
/// The parser must return for every input; a trap, a leak or a fault of memory ends the program, and the engine keeps the
/// input.
@main
enum FuzzEntry {
    private static let chosen: FuzzTarget = {
        let name = unsafe getenv("MYOTHERM_FUZZ_TARGET").map { unsafe String(cString: $0) } ?? ""
        guard let target = FuzzTarget(rawValue: name) else {
            let known = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
            fatalError("MYOTHERM_FUZZ_TARGET is '\(name)'; one of \(known) is needed")
        }
        return target
    }()

    fileprivate static func take(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
        chosen.take(unsafe Array(UnsafeBufferPointer(start: bytes, count: count)))
        return 0
    }

    static func main() {
        var count = CommandLine.argc
        var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = unsafe CommandLine.unsafeArgv
        exit(unsafe LLVMFuzzerRunDriver(&count, &arguments) { bytes, count in unsafe FuzzEntry.take(bytes, count) })
    }
}

/// The name under which the engine looks for it, should it begin with a main of its own.
@_cdecl("LLVMFuzzerTestOneInput")
public func takeOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt { unsafe FuzzEntry.take(bytes, count) }
