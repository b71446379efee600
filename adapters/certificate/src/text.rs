//! What stands on one certificate, complete and ready to be set.

use std::fmt;
use time::Date;

/// Everything printed on one certificate. Nothing is added by the template except the labels of the fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateText {
    /// 表題: `修了証`.
    pub title: String,
    /// 制度等の名称, printed above the title.
    pub programme: String,
    /// 証書番号, printed as given.
    pub number: String,
    /// 氏名, family and given name as typed by the doctor, separated by a space.
    pub holder: String,
    /// 医籍登録番号: digits only, printed as 第…号.
    pub register_number: String,
    /// 本文.
    pub sentence: String,
    /// 交付日. Also the date of the document.
    pub issued_on: Date,
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
    /// 証書番号
    Number,
    /// 氏名
    Holder,
    /// 医籍登録番号
    RegisterNumber,
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
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Title => "表題",
            Self::Programme => "制度等の名称",
            Self::Number => "証書番号",
            Self::Holder => "氏名",
            Self::RegisterNumber => "医籍登録番号",
            Self::Sentence => "本文",
            Self::Association => "医師会の名称",
            Self::PresidentTitle => "職名",
            Self::PresidentName => "会長氏名",
            Self::Seal => "印文",
            Self::CheckUrl => "確認ページのアドレス",
        })
    }
}

impl CertificateText {
    /// Every printed field with its text, for the checks before setting.
    pub(crate) fn fields(&self) -> impl Iterator<Item = (Field, &str)> {
        [
            (Field::Title, self.title.as_str()),
            (Field::Programme, &self.programme),
            (Field::Number, &self.number),
            (Field::Holder, &self.holder),
            (Field::RegisterNumber, &self.register_number),
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
