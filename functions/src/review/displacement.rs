//! A doctor whose identity an officer has confirmed takes the number over from a mere claimant.
//!
//! The claimant's view ends: profile, consents, documents, applications and declarations that were typed under
//! the number move to a partition of their own, all sign-ins of both sides are deleted, and both
//! accounts lead where they belong from now on. Credits hang on the number and stay.

use adapters::{
    identity::sign_in::Principal,
    mail::AccountMail,
    store::{
        Found, Key, Range, Record, Transaction,
        items::{
            account::AccountRecord,
            application::{ApplicationLine, ApplicationRecord},
            claim::{ClaimRecord, SettlementRecord},
            doctor::{
                ConsentRecord, EvidenceRecord, IdentityDocumentsRecord, IdentityRecord,
                ProfileRecord,
            },
            learning::{DeclarationLine, DeclarationRecord},
        },
    },
};
use api::problem::ProblemKind;
use aws_sdk_dynamodb::types::AttributeValue;
use domain::{
    application::ApplicationStatus,
    assurance::{Assurance, confirmed_displaces},
    learning::DeclarationStatus,
};

use super::settle_identity_claim::tell;
use crate::{Failure, Scope};

/// Most steps of one transaction.
const MOST_STEPS: usize = 100;

/// Both sides, as read.
pub struct Displacement {
    claim: ClaimRecord,
    claimant: ProfileRecord,
    /// Items of the claimant's partition.
    theirs: Vec<Found>,
    holder: IdentityRecord,
    displaced: ProfileRecord,
    /// Items of the number's partition.
    numbers: Vec<Found>,
    /// Accounts of both, under login ID and address, and heads of applications.
    others: Vec<Found>,
}

impl Displacement {
    /// Reads the holder's side: two trips.
    ///
    /// # Errors
    /// 409 when the holder is a confirmed doctor, or an application of the holder is under review:
    /// that is to be decided first.
    pub async fn read(
        scope: &Scope,
        claim: &ClaimRecord,
        claimant: ProfileRecord,
        theirs: Vec<Found>,
    ) -> Result<Self, Failure> {
        let partition = Key::doctor(&claim.number);
        let numbers = scope.store.query(&Range::whole(partition.clone())).await?;
        let identity = Key::identity(&claim.number);
        let holder: IdentityRecord = numbers
            .iter()
            .find(|item| item.key() == identity)
            .ok_or_else(|| Failure::internal("a contested number that nobody holds"))?
            .decode()?;
        if !confirmed_displaces(holder.assurance) {
            return Err(Failure::new(ProblemKind::WrongState).saying(
                "この番号の医師は本人確認が済んでいます。引き継ぐことはできません。",
                "The doctor who holds this number is confirmed already.",
            ));
        }
        let displaced = super::claim::profile_in(&numbers, &partition)?
            .ok_or_else(|| Failure::internal("a number held without a profile"))?;
        let mut keys = vec![
            Key::account(&claimant.login),
            Key::account(displaced.login.as_str()),
            Key::account(claimant.email.as_str()),
        ];
        let address = Key::account(displaced.email.as_str());
        if !keys.contains(&address) {
            keys.push(address);
        }
        for line in lines(&numbers)? {
            if line.status == ApplicationStatus::Pending {
                return Err(Failure::new(ProblemKind::WrongState).saying(
                    "この番号で審査中の申請があります。先に申請を差し戻してください。",
                    "An application under this number is being reviewed. Please send it back first.",
                ));
            }
            keys.push(Key::application_head(&line.id));
        }
        for line in declarations(&numbers)? {
            if line.status == DeclarationStatus::Submitted {
                return Err(Failure::new(ProblemKind::WrongState).saying(
                    "この番号で確認中の生涯教育申告書があります。先に申告書を差し戻してください。",
                    "A declaration under this number is being checked. Please send it back first.",
                ));
            }
            keys.push(Key::declaration_head(&line.id));
        }
        let others = scope.store.get_many(&keys).await?;
        Ok(Self {
            claim: claim.clone(),
            claimant,
            theirs,
            holder,
            displaced,
            numbers,
            others,
        })
    }

    /// The steps of the displacement.
    ///
    /// # Errors
    /// The shape of an item, or more than one transaction can take.
    pub fn write(
        &self,
        scope: &Scope,
        settlement: SettlementRecord,
        transaction: &mut Transaction,
    ) -> Result<(), Failure> {
        let number = Key::doctor(&self.claim.number);
        let own = Key::claim(&self.claim.id);
        let aside = adapters::identity::secret::hash(&scope.random::<32>());
        let elsewhere = Key::claim(&aside);
        transaction.replace(&self.identity(), self.holder.v)?;
        // The number's page is the claimant's now; the displaced one's lies elsewhere.
        transaction.put(&ProfileRecord {
            partition: number.clone(),
            assurance: Assurance::Confirmed,
            v: self.claimant.v + 1,
            ..self.claimant.clone()
        })?;
        transaction.delete(&Key::profile(&own));
        transaction.insert(&ProfileRecord {
            partition: elsewhere.clone(),
            v: self.displaced.v + 1,
            ..self.displaced.clone()
        })?;
        transaction.insert(&ClaimRecord {
            id: aside.clone(),
            login: self.displaced.login.clone(),
            since: scope.now,
            settlement: Some(SettlementRecord {
                claimant_is_doctor: false,
                ..settlement
            }),
            v: 1,
            ..self.claim.clone()
        })?;
        // What the displaced one asked for is settled with it.
        if let Some(id) = &self.holder.asked {
            transaction.delete(&Key::claim_head(id));
        }
        move_documents(&self.numbers, &elsewhere, transaction)?;
        move_documents(&self.theirs, &number, transaction)?;
        self.move_licences(&number, &own, &elsewhere, transaction)?;
        self.move_applications(&elsewhere, transaction)?;
        self.move_declarations(&elsewhere, transaction)?;
        self.lead(&self.claimant.login, None, transaction)?;
        self.lead(&self.displaced.login, Some(&aside), transaction)?;
        tell(
            scope,
            transaction,
            &self.displaced,
            AccountMail::IdentityPending,
        )?;
        if transaction.place() + 1 > MOST_STEPS {
            return Err(Failure::internal("a displacement of more than 100 steps"));
        }
        Ok(())
    }

    fn identity(&self) -> IdentityRecord {
        IdentityRecord {
            number: self.claim.number.clone(),
            identity: self.claimant.profile.identity(),
            assurance: Assurance::Confirmed,
            login: self.claimant.login.clone(),
            email: self.claimant.email.clone(),
            language: self.claimant.language,
            held_since: self.holder.held_since,
            told: self.holder.told,
            asked: None,
            v: self.holder.v + 1,
        }
    }

    /// What each side sent for the confirmation goes with its side. There is one item a partition,
    /// so that of the number is written over or deleted, never both.
    fn move_licences(
        &self,
        number: &str,
        own: &str,
        elsewhere: &str,
        transaction: &mut Transaction,
    ) -> Result<(), Failure> {
        let moved = |found: &[Found], to: &str| -> Result<_, Failure> {
            let item = found.iter().find(|item| item.sk() == "D");
            let record: Option<IdentityDocumentsRecord> = item.map(Found::decode).transpose()?;
            Ok(record.map(|record| IdentityDocumentsRecord {
                documents: record
                    .documents
                    .into_iter()
                    .map(|document| EvidenceRecord {
                        partition: to.to_owned(),
                        ..document
                    })
                    .collect(),
                partition: to.to_owned(),
                v: record.v,
            }))
        };
        let displaced = moved(&self.numbers, elsewhere)?;
        if let Some(record) = &displaced {
            transaction.put(record)?;
        }
        if let Some(record) = moved(&self.theirs, number)? {
            transaction.put(&record)?;
            transaction.delete(&Key::identity_documents(own));
        } else if displaced.is_some() {
            transaction.delete(&Key::identity_documents(number));
        }
        Ok(())
    }

    /// Applications typed under the number go with whoever typed them.
    fn move_applications(
        &self,
        partition: &str,
        transaction: &mut Transaction,
    ) -> Result<(), Failure> {
        for line in lines(&self.numbers)? {
            transaction.delete(&line.key());
            let moved = ApplicationLine {
                partition: partition.to_owned(),
                ..line
            };
            let head = Key::application_head(&moved.id);
            if let Some(item) = self.others.iter().find(|item| item.key() == head) {
                let mut record: ApplicationRecord = item.decode()?;
                record.line = moved.clone();
                let version = record.v;
                transaction.replace(&record, version)?;
            }
            transaction.insert(&moved)?;
        }
        Ok(())
    }

    /// So do declarations of continuing education.
    fn move_declarations(
        &self,
        partition: &str,
        transaction: &mut Transaction,
    ) -> Result<(), Failure> {
        for line in declarations(&self.numbers)? {
            transaction.delete(&line.key());
            let moved = DeclarationLine {
                partition: partition.to_owned(),
                ..line
            };
            let head = Key::declaration_head(&moved.id);
            if let Some(item) = self.others.iter().find(|item| item.key() == head) {
                let mut record: DeclarationRecord = item.decode()?;
                record.line = moved.clone();
                let version = record.v;
                transaction.replace(&record, version)?;
            }
            transaction.insert(&moved)?;
        }
        Ok(())
    }

    /// Points a login, and the address if it leads to the same login, to another partition.
    fn lead(
        &self,
        login: &str,
        claim: Option<&str>,
        transaction: &mut Transaction,
    ) -> Result<(), Failure> {
        for item in self
            .others
            .iter()
            .filter(|item| item.pk().starts_with("ACCOUNT#"))
        {
            let account: AccountRecord = item.decode()?;
            let hash = account.password_hash.clone().unwrap_or_default();
            match &account.principal {
                Some(Principal::Doctor {
                    n, login: theirs, ..
                }) if theirs == login => {
                    let principal = Principal::Doctor {
                        n: n.clone(),
                        claim: claim.map(str::to_owned),
                        login: theirs.clone(),
                    };
                    let led = AccountRecord {
                        principal: Some(principal),
                        ..account
                    };
                    let same = vec![(":hash", AttributeValue::S(hash))];
                    transaction.put_when(&led, "h = :hash", same)?;
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// The applications in a partition.
fn lines(found: &[Found]) -> Result<Vec<ApplicationLine>, Failure> {
    found
        .iter()
        .filter(|item| item.sk().starts_with("Q#"))
        .map(|item| Ok(item.decode()?))
        .collect()
}

/// The declarations in a partition.
fn declarations(found: &[Found]) -> Result<Vec<DeclarationLine>, Failure> {
    found
        .iter()
        .filter(|item| item.sk().starts_with("U#"))
        .map(|item| Ok(item.decode()?))
        .collect()
}

/// Consents and documents move to `partition`; sign-ins end.
fn move_documents(
    found: &[Found],
    partition: &str,
    transaction: &mut Transaction,
) -> Result<(), Failure> {
    for item in found {
        let partition = partition.to_owned();
        match item.sk().split_once('#').map(|(kind, _)| kind) {
            Some("C") => {
                let record: ConsentRecord = item.decode()?;
                transaction.put(&ConsentRecord {
                    partition,
                    ..record
                })?;
            }
            Some("E") => {
                let record: EvidenceRecord = item.decode()?;
                transaction.put(&EvidenceRecord {
                    partition,
                    ..record
                })?;
            }
            Some("S") => {}
            _ => continue,
        }
        transaction.delete(&item.key());
    }
    Ok(())
}
