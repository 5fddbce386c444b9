extension HeatColumn {
    /// Whether a steady state is determined: something outside holds the temperature, at an end or through blood.
    public var hasSteadyState: Bool {
        topEnd.conductance > 0 || bottomEnd.conductance > 0 || layers.contains { $0.perfusion > 0 }
    }

    /// Makes the column what it would be after an endless time under the present boundaries, blood and sources.
    ///
    /// A direct solution. Without `hasSteadyState` there is none and the call traps. A new ledger begins when one is kept.
    public mutating func settle() {
        precondition(hasSteadyState, "without blood and with both ends closed a column never settles")
        prepare(span: .infinity)
        celsius = loads
        celsius[0] += topEnd.load
        celsius[celsius.count - 1] += bottomEnd.load
        factors.solve(&celsius)
        if ledger != nil { keepLedger() }
    }
}
