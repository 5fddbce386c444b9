import ArgumentParser
import Daemon

/// Prints what the journal explains the daemon's entries with.
struct CatalogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalog", abstract: "Prints the message catalog for the journal",
        discussion: "Packages install it as /usr/lib/systemd/catalog/myotherm.catalog; 'journalctl -x' shows it.")

    func run() { print(Catalog.text, terminator: "") }
}
