//! What becomes of a mail: the addresses of SES's own simulator come back, or complain, here as there.

use super::Mail;

/// Where SES keeps addresses for trying out what happens to mails.
const SIMULATOR: &str = "@simulator.amazonses.com";

/// What the receiver's side does with a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It arrives.
    Delivered,
    /// It comes back.
    Bounced,
    /// The receiver calls it unwanted.
    Complained,
}

impl Fate {
    /// As the page says it; nothing for what arrives.
    #[must_use]
    pub const fn in_words(self) -> &'static str {
        match self {
            Fate::Delivered => "",
            Fate::Bounced => "（届きません）",
            Fate::Complained => "（迷惑メールと報告されます）",
        }
    }
}

impl Mail {
    /// What becomes of it.
    #[must_use]
    pub fn fate(&self) -> Fate {
        let to = |name: &str| {
            let address = format!("{name}{SIMULATOR}");
            let mut recipients = self.recipients.iter();
            recipients.any(|to| to.eq_ignore_ascii_case(&address))
        };
        if to("bounce") {
            Fate::Bounced
        } else if to("complaint") {
            Fate::Complained
        } else {
            Fate::Delivered
        }
    }
}
