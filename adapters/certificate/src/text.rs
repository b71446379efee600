//! What stands on one certificate, complete and ready to be set.

use domain::calendar::Date;
use domain::certificate::{CertificateNumber, PrintedFields};
use domain::register_number::MedicalRegisterNumber;
use std::fmt;

/// Everything printed on one certificate. Nothing is added by the template except the labels of the fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateText {
    /// 表題: `修了証`.
    pub title: String,
    /// 制度等の名称, printed above the title.
    pub programme: String,
    /// 証書番号.
    pub number: CertificateNumber,
    /// 氏名, family and given name as typed by the doctor, separated by a space.
    pub holder: String,
    /// 医籍登録番号.
    pub register_number: MedicalRegisterNumber,
    /// 本文.
    pub sentence: String,
    /// 交付日. Also the date of the document.
    pub issued_on: Date,
    /// 有効期限, for certificates that have one; stands in the sentence.
    pub valid_until: Option<Date>,
    /// 交付者.
    pub issuer: Issuer,
    /// Address of the public check page, secret fragment included: printed, linked, and in the QR code.
    pub check_url: String,
}

/// 交付者: who answers for the certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issuer {
    /// 医師会の名称.
    pub association: String,
    /// 職名: `会長`.
    pub president_title: String,
    /// 氏名 of the president; certificates may be issued in the name of the office alone.
    pub president_name: Option<String>,
    /// 印文: the characters of the square seal, read from the top right.
    pub seal: String,
}

/// A printed field, to say where something is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// 表題
    Title,
    /// 制度等の名称
    Programme,
    /// 氏名
    Holder,
    /// 本文
    Sentence,
    /// 医師会の名称
    Association,
    /// 職名
    PresidentTitle,
    /// 会長氏名
    PresidentName,
    /// 印文
    Seal,
    /// 確認ページのアドレス
    CheckUrl,
    /// 明細
    Row,
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Title => "表題",
            Self::Programme => "制度等の名称",
            Self::Holder => "氏名",
            Self::Sentence => "本文",
            Self::Association => "医師会の名称",
            Self::PresidentTitle => "職名",
            Self::PresidentName => "会長氏名",
            Self::Seal => "印文",
            Self::CheckUrl => "確認ページのアドレス",
            Self::Row => "明細",
        })
    }
}

impl CertificateText {
    /// What the public check page shows of it (features.md #134).
    #[must_use]
    pub fn printed_fields(&self) -> PrintedFields {
        let Issuer {
            association,
            president_title,
            president_name,
            seal,
        } = &self.issuer;
        let president = president_name.as_ref().map_or_else(
            || president_title.clone(),
            |name| format!("{president_title}　{name}"),
        );
        PrintedFields {
            title: self.title.clone(),
            programme: self.programme.clone(),
            number: self.number.clone(),
            name: self.holder.clone(),
            register_number: self.register_number.clone(),
            sentence: self.sentence.clone(),
            issued_on: self.issued_on,
            issuer: vec![association.clone(), president],
            seal: seal.clone(),
            valid_until: self.valid_until,
            details: Vec::new(),
        }
    }

    /// Every field of free text, for the checks before setting.
    pub(crate) fn fields(&self) -> impl Iterator<Item = (Field, &str)> {
        [
            (Field::Title, self.title.as_str()),
            (Field::Programme, &self.programme),
            (Field::Holder, &self.holder),
            (Field::Sentence, &self.sentence),
            (Field::Association, &self.issuer.association),
            (Field::PresidentTitle, &self.issuer.president_title),
            (Field::Seal, &self.issuer.seal),
            (Field::CheckUrl, &self.check_url),
        ]
        .into_iter()
        .chain(
            self.issuer
                .president_name
                .as_deref()
                .map(|name| (Field::PresidentName, name)),
        )
    }
}
