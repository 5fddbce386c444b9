import PlanFiles
public import Tissue
public import Units

/// Patient files: a person as YAML with written units; what a file does not say is as in the average person.
///
/// ```yaml
/// seed: 7                 # or nothing: then the average person
/// sex: female             # only with a seed
/// arterial: 36.8 °C
/// face:                   # everywhere, unless a zone says otherwise
///   perfusion: 1.2
/// zones:
///   leftCheek:
///     skin: 0.9 mm
///     fat: 6 mm
/// ```
///
/// The keys, units and ranges are those of `PatientTrait`. The text's rules are those of plan files.
public enum PatientFile {
    /// Where the zones of the full-face applicator lie: forehead, left cheek, right cheek, submentum.
    public static var fullFace: PerZone<FaceSite> {
        var sites = PerZone(repeating: FaceSite.forehead)
        for (place, site) in FaceSite.allCases.enumerated() {
            if let zone = ZoneIndex(place) { sites[zone] = site }
        }
        return sites
    }

    /// The patient in the file at `path`, under an applicator whose zones lie at `sites`.
    ///
    /// - Throws: everything that is wrong with the file, or why it cannot be read.
    public static func read(
        path: String, at sites: PerZone<FaceSite> = fullFace
    ) throws(SimulatorFileError) -> Patient {
        try parse(bytes: WrittenFile.bytes(path: path, within: .plan), fileName: path, at: sites)
    }

    /// The patient that `text` says; `fileName` is what messages call it.
    ///
    /// - Throws: everything that is wrong with the text.
    public static func parse(
        text: String, fileName: String, at sites: PerZone<FaceSite> = fullFace
    ) throws(SimulatorFileError) -> Patient {
        try parse(bytes: Array(text.utf8), fileName: fileName, at: sites)
    }

    private static func parse(
        bytes: [UInt8], fileName: String, at sites: PerZone<FaceSite>
    ) throws(SimulatorFileError) -> Patient {
        try WrittenFile.value(of: bytes, fileName: fileName, within: .plan) { reader, root in
            PatientDraft(root, &reader)?.patient(at: sites, &reader)
        }
    }
}
