//! Passwords: argon2id (19 MiB, two passes, one lane), off the async threads, two at a time, so that a flood of
//! sign-ins leaves room for everybody else.

use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version, password_hash::phc::PasswordHash};
use std::{
    sync::{Arc, LazyLock},
    time::Duration,
};
use tokio::sync::Semaphore;

/// How many passwords are hashed at once.
const SLOTS: usize = 2;
/// How long somebody waits for a slot.
const PATIENCE: Duration = Duration::from_secs(10);

/// What is compared with when there is no such user, so that the answer takes as long.
static DECOY: LazyLock<Option<String>> = LazyLock::new(|| phc("a password that nobody has").ok());

/// Why a password was not hashed or compared.
#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    /// Too many at once; try again.
    #[error("no hashing slot became free in time")]
    Busy,
    /// The hashing itself failed.
    #[error("a password could not be hashed: {0}")]
    Failed(String),
}

/// The slots.
#[derive(Clone)]
pub struct Passwords(Arc<Semaphore>);

impl Passwords {
    /// Free slots.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        Self(Arc::new(Semaphore::new(SLOTS)))
    }

    /// The PHC text of a password.
    pub async fn hash(&self, password: String) -> Result<String, PasswordError> {
        self.in_slot(move || phc(&password)).await?
    }

    /// Whether a password is the one behind `phc`. Without one the answer is no, after the same time.
    pub async fn matches(&self, password: String, phc: Option<String>) -> Result<bool, PasswordError> {
        self.in_slot(move || {
            let known = phc.is_some();
            let Some(phc) = phc.or_else(|| DECOY.clone()) else { return Ok(false) };
            let hash = PasswordHash::new(&phc).map_err(|e| PasswordError::Failed(e.to_string()))?;
            let same = argon2()?.verify_password(password.as_bytes(), &hash).is_ok();
            Ok(known && same)
        })
        .await?
    }

    async fn in_slot<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, PasswordError> {
        let slot = tokio::time::timeout(PATIENCE, self.0.clone().acquire_owned()).await;
        let slot = slot.map_err(|_| PasswordError::Busy)?.map_err(|_| PasswordError::Busy)?;
        let done = tokio::task::spawn_blocking(move || {
            let _slot = slot;
            work()
        });
        done.await.map_err(|e| PasswordError::Failed(e.to_string()))
    }
}

fn argon2() -> Result<Argon2<'static>, PasswordError> {
    let params = Params::new(19_456, 2, 1, None).map_err(|e| PasswordError::Failed(e.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn phc(password: &str) -> Result<String, PasswordError> {
    let hash = argon2()?.hash_password(password.as_bytes()).map_err(|e| PasswordError::Failed(e.to_string()))?;
    Ok(hash.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_matches_its_own_hash_only() {
        let passwords = Passwords::new();
        let hash = passwords.hash("correct horse battery".into()).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(passwords.matches("correct horse battery".into(), Some(hash.clone())).await.unwrap());
        assert!(!passwords.matches("correct horse batterz".into(), Some(hash)).await.unwrap());
    }

    #[tokio::test]
    async fn nobody_signs_in_as_the_decoy() {
        assert!(!Passwords::new().matches("a password that nobody has".into(), None).await.unwrap());
    }
}
