//! Which encodings of a response a client takes (RFC 9110 §12.5.3). Pure.

/// An encoding that files are kept in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Brotli, the smallest.
    Brotli,
    /// Gzip.
    Gzip,
    /// As it is.
    Identity,
}

impl Encoding {
    const ALL: [Self; 3] = [Self::Brotli, Self::Gzip, Self::Identity];

    /// The value of `Content-Encoding`; none for a file as it is.
    pub const fn token(self) -> Option<&'static str> {
        match self {
            Self::Brotli => Some("br"),
            Self::Gzip => Some("gzip"),
            Self::Identity => None,
        }
    }

    /// What the name of the encoded file ends in.
    pub const fn file_ending(self) -> &'static str {
        match self {
            Self::Brotli => ".br",
            Self::Gzip => ".gz",
            Self::Identity => "",
        }
    }

    fn is_named(self, token: &str) -> bool {
        token.eq_ignore_ascii_case(self.token().unwrap_or("identity"))
    }
}

/// What a client takes, best first: by its weights, then the smallest file first. The file as it is comes last even
/// where the client refuses it: an answer that it may throw away is better than none.
pub fn ranked(accept_encoding: &str) -> Vec<Encoding> {
    let wishes: Vec<(&str, u32)> = accept_encoding
        .split(',')
        .map(|part| {
            let (token, parameters) = part.split_once(';').unwrap_or((part, ""));
            (token.trim(), weight(parameters))
        })
        .collect();
    let weight_of = |encoding: Encoding| {
        let named = wishes.iter().find(|(token, _)| encoding.is_named(token));
        let any = || wishes.iter().find(|(token, _)| *token == "*");
        let unnamed = u32::from(encoding == Encoding::Identity);
        named.or_else(any).map_or(unnamed, |(_, weight)| *weight)
    };
    let mut taken: Vec<Encoding> =
        Encoding::ALL.into_iter().filter(|e| *e == Encoding::Identity || weight_of(*e) > 0).collect();
    taken.sort_by_key(|e| std::cmp::Reverse(weight_of(*e)));
    taken
}

/// A weight in thousandths; 1000 when there is none, 0 when it cannot be read.
fn weight(parameters: &str) -> u32 {
    let Some(text) = parameters.trim().strip_prefix("q=") else { return 1000 };
    let (whole, fraction) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    let fraction: String = fraction.chars().chain("000".chars()).take(3).collect();
    match (whole.parse::<u32>(), fraction.parse::<u32>()) {
        (Ok(whole), Ok(fraction)) => whole.saturating_mul(1000).saturating_add(fraction).min(1000),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::{Encoding::*, *};

    #[test]
    fn the_clients_weights_decide_then_the_smallest_file() {
        for (header, expected) in [
            ("gzip, deflate, br, zstd", vec![Brotli, Gzip, Identity]),
            ("gzip", vec![Gzip, Identity]),
            ("br;q=0.5, gzip;q=0.9", vec![Gzip, Brotli, Identity]),
            ("br;q=0, gzip", vec![Gzip, Identity]),
            ("BR", vec![Brotli, Identity]),
            ("*", vec![Brotli, Gzip, Identity]),
            ("*;q=0", vec![Identity]),
            ("identity, br;q=0.1", vec![Identity, Brotli]),
            ("br;q=nonsense", vec![Identity]),
            ("x-br, gzipped", vec![Identity]),
            ("", vec![Identity]),
        ] {
            assert_eq!(ranked(header), expected, "{header:?}");
        }
    }
}
