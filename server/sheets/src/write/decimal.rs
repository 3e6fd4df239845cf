//! Minor units → decimal text with a point, as both formats store amounts. Pure; called by `csv` and `xlsx`.

/// `7587384.16` for 758 738 416 minor units of a currency with two decimals, `1200` for one with none.
pub fn amount_text(minor: i64, exponent: u8) -> String {
    let digits = minor.unsigned_abs().to_string();
    let sign = if minor < 0 { "-" } else { "" };
    let decimals = usize::from(exponent);
    if decimals == 0 {
        return format!("{sign}{digits}");
    }
    let padded = format!("{digits:0>width$}", width = decimals + 1);
    let (whole, fraction) = padded.split_at(padded.len() - decimals);
    format!("{sign}{whole}.{fraction}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_shows_all_its_minor_units() {
        assert_eq!(amount_text(758_738_416, 2), "7587384.16");
        assert_eq!(amount_text(1200, 0), "1200");
        assert_eq!(amount_text(-5, 2), "-0.05");
        assert_eq!(amount_text(0, 3), "0.000");
        assert_eq!(amount_text(i64::MIN, 2), "-92233720368547758.08");
    }
}
