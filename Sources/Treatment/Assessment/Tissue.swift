public import Units

/// A layer of the face whose thickness decides where heat and current go.
public enum TissueLayer: String, Sendable, Equatable, CaseIterable {
    /// Epidermis and dermis.
    case skin
    /// What lies between the dermis and the muscle.
    case fat
}

/// How thick a layer is taken to be by eye and touch.
public enum ThicknessClass: String, Sendable, Equatable, CaseIterable {
    /// Thinner than most people's.
    case thin
    /// As most people's.
    case medium
    /// Thicker than most people's.
    case thick
}

/// How thick a layer is: measured, as with ultrasound, or taken from a class.
public enum LayerThickness: Equatable, Sendable {
    /// Measured.
    case measured(Length)
    /// By eye and touch; `TissueLayer.thickness` says what it stands for.
    case estimated(ThicknessClass)

    /// The thickness of `layer` in `zone`.
    public func length(of layer: TissueLayer, in zone: Zone) -> Length {
        switch self {
        case .measured(let length): length
        case .estimated(let estimate): layer.thickness(estimate, in: zone)
        }
    }
}

extension TissueLayer {
    /// What may be measured.
    ///
    /// Histology finds skin of 0.8 mm (eyelid) to 2.0 mm (beside the nose) on the face; the range leaves room for scars and
    /// for ultrasound, which reads more than histology. Fat: general knowledge. Project policy.
    public var measurable: ClosedRange<Length> {
        switch self {
        case .skin: .micrometres(400) ... .micrometres(3_000)
        case .fat: .micrometres(300) ... .micrometres(20_000)
        }
    }

    /// What a class stands for in `zone`.
    ///
    /// Skin, medium: the mean of both sexes' means of epidermis and dermis, by ultrasound in 118 people (PMC9205051, Table 2;
    /// forehead 1.39 and 1.06 mm, zygoma 1.33 and 1.07, below the jaw dermis 1.02 and 0.91 with 0.2 of epidermis). Thin and
    /// thick lie 0.3 mm (below the chin 0.25) to either side: project policy. Fat: ends and middle of the ranges 1 … 2,
    /// 3 … 6 and 5 … 8 mm, general knowledge.
    public func thickness(_ estimate: ThicknessClass, in zone: Zone) -> Length {
        let values: [Int32] =
            switch (self, zone) {
            case (.skin, .forehead), (.skin, .leftCheek), (.skin, .rightCheek): [900, 1200, 1500]
            case (.skin, .submentum): [900, 1150, 1400]
            case (.fat, .forehead): [1000, 1500, 2000]
            case (.fat, .leftCheek), (.fat, .rightCheek): [3000, 4500, 6000]
            case (.fat, .submentum): [5000, 6500, 8000]
            }
        return switch estimate {
        case .thin: .micrometres(values[0])
        case .medium: .micrometres(values[1])
        case .thick: .micrometres(values[2])
        }
    }
}
