/// Whether the host in this program has its interlocks.
///
/// `scripts/unguarded` builds a copy of the sources in which they are emptied, and says so here. Nothing in the product
/// can be switched.
enum Guarding {
    static let hostHasInterlocks = true
}
