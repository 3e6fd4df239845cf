//! Contacts: who orders. Pure.
//!
//! E-mail and phone are compared normalised. Deliberately absent: merging, which people do by hand (a later step).

use crate::ids::ContactId;
use serde::{Deserialize, Serialize};

/// A person or company that orders. Absent facts are empty text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Identifier.
    pub id: ContactId,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Company.
    pub company: String,
    /// E-mail as the client wrote it.
    pub email: String,
    /// Phone as the client wrote it.
    pub phone: String,
    /// Country as the source wrote it: a name or an ISO 3166 code.
    pub country: String,
}

impl Contact {
    /// The person's full name, else the company, else the e-mail, else the phone; empty when nothing is known.
    pub fn display_name(&self) -> String {
        let person = self.person();
        [person.as_str(), &self.company, &self.email, &self.phone]
            .into_iter()
            .find(|t| !t.is_empty())
            .unwrap_or_default()
            .to_owned()
    }

    /// Given and family name, one space between.
    pub fn person(&self) -> String {
        format!("{} {}", self.first_name, self.last_name).trim().to_owned()
    }

    /// What is shown under the name: company when a person is named above it, else e-mail, else phone.
    pub fn detail(&self) -> &str {
        let shown = self.display_name();
        [self.company.as_str(), &self.email, &self.phone]
            .into_iter()
            .find(|t| !t.is_empty() && *t != shown)
            .unwrap_or_default()
    }
}

/// An e-mail in the form in which two are compared: trimmed, lower case. `None` when it has no local part or domain.
pub fn email_key(email: &str) -> Option<String> {
    let key = email.trim().to_lowercase();
    let (local, host) = key.split_once('@')?;
    let fine = !local.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.');
    (fine && !key.contains(char::is_whitespace) && !host.contains('@')).then_some(key)
}

/// A phone in the form in which two are compared: digits only, `00` read as `+`. `None` under five digits.
pub fn phone_key(phone: &str) -> Option<String> {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let digits = if phone.trim_start().starts_with('+') {
        digits.as_str()
    } else {
        digits.strip_prefix("00").unwrap_or(&digits)
    };
    (digits.len() >= 5).then(|| digits.to_owned())
}

/// Company and person in the form in which two contacts without id and e-mail are compared. Empty when neither is known.
pub fn name_key(company: &str, first_name: &str, last_name: &str) -> String {
    let fold = |text: String| crate::search::fold(&text).split_whitespace().collect::<Vec<_>>().join(" ");
    let (company, person) = (fold(company.to_owned()), fold(format!("{first_name} {last_name}")));
    if company.is_empty() && person.is_empty() { String::new() } else { format!("{company}|{person}") }
}
