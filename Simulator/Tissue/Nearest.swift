/// The whole number nearest to `value`, which lies within its range; `rounded()` would want the C library's mathematics.
func nearest(_ value: Double) -> Int32 { Int32(value < 0 ? value - 0.5 : value + 0.5) }
