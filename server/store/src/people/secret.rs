//! Secrets that people carry (in a cookie, in a link), and the digests that are kept of them.

use crate::error::{Result, StoreError};
use sha2::{Digest, Sha256};

/// 256 random bits as text. Shown once to whom it belongs; never stored, never logged.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// A new one; fails when the system has no randomness.
    pub fn new() -> Result<Self> {
        let mut bytes = [0_u8; 32];
        getrandom::fill(&mut bytes).map_err(|e| StoreError::Setup(format!("no randomness for a secret: {e}")))?;
        Ok(Self(hex(&bytes)))
    }

    /// The text to hand out.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// What is stored instead of it.
    pub(super) fn digest(&self) -> String {
        digest(&self.0)
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// The digest under which a secret is stored. 256 random bits need no salt and no slow hash.
pub(super) fn digest(secret: &str) -> String {
    hex(&Sha256::digest(secret))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_secrets_differ_and_are_64_characters_long() {
        let (a, b) = (Secret::new().unwrap(), Secret::new().unwrap());
        assert_ne!(a, b);
        assert_eq!(a.text().len(), 64);
    }

    #[test]
    fn a_secret_is_not_its_digest_and_does_not_show_in_debug_output() {
        let secret = Secret::new().unwrap();
        assert_ne!(secret.text(), secret.digest());
        assert!(!format!("{secret:?}").contains(secret.text()));
    }
}
