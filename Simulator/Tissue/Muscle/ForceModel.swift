/// The force model of Ding, Wexler and Binder-Macleod (2003), and its constants for the quadriceps.
///
/// Each pulse releases calcium, a first-order variable C_N that rises and falls with τc; a Hill function of it drives the
/// force, which decays with a time constant between τ1 and τ1 + τ2:
///
///     dC_N/dt = Σ R_i·e^(−(t − t_i)/τc)/τc − C_N/τc      R_i = 1 + (R0 − 1)·e^(−(t_i − t_(i−1))/τc), R_1 = 1
///     dF/dt   = A·x − F/(τ1 + τ2·x)                      x = C_N/(Km + C_N), R0 = Km + 1.04
///
/// Force tires the muscle: A, τ1 and Km drift by α·F and come back with τ_fat. Because the three share τ_fat, they are
/// three multiples of one quantity, the *strain* W with dW/dt = F − W/τ_fat.
///
/// Source: the implementation in pyomeca/cocofest at 0eb2354. No parameters for facial muscles are known; force is
/// therefore given as a share, and the fatigue, an upper bound for a face, is scaled by `MuscleTraits.fatigability`.
enum ForceModel {
    /// A of the rested muscle, in N/s.
    static let gain = 3009.0
    /// τc in s.
    static let calciumSeconds = 0.020
    /// τ1 of the rested muscle, in s.
    static let relaxationSeconds = 0.050_957
    /// τ2 in s.
    static let bridgeSeconds = 0.060
    /// Km of the rested muscle.
    static let halfCalcium = 0.103
    /// What R0 is above Km.
    static let firstPulseShare = 1.04
    /// α of A, in 1/s².
    static let gainStrain = -0.4
    /// α of τ1, in 1/N.
    static let relaxationStrain = 2.1e-5
    /// α of Km, in 1/(s·N).
    static let halfCalciumStrain = 1.9e-5
    /// τ_fat in s.
    static let recoverySeconds = 127.0
    /// The mean force in N of the rested, wholly recruited muscle at 100 pulses a second, which counts as 1.
    static let fullNewtons = 310.96
}
