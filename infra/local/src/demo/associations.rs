//! The associations: 1 national, 47 prefectural, 154 districts and universities.

use super::world::{Association, AssociationKind, Town};

/// Reads `associations.csv`.
///
/// # Panics
/// When the file, which is part of this crate, is malformed; its test says where.
pub fn associations() -> Vec<Association> {
    include_str!("associations.csv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .map(|line| parse(line).unwrap_or_else(|| panic!("associations.csv: {line}")))
        .collect()
}

fn parse(line: &str) -> Option<Association> {
    let [key, kind, name, parent, prefecture, towns] = line.split(',').collect::<Vec<_>>()[..]
    else {
        return None;
    };
    let kind = match kind {
        "national" => AssociationKind::National,
        "prefectural" => AssociationKind::Prefectural,
        "area" => AssociationKind::Area,
        "university" => AssociationKind::University,
        _ => return None,
    };
    let towns: Option<Vec<Town>> = towns
        .split(' ')
        .map(|town| {
            let (postal_code, name) = town.split_once(':')?;
            Some(Town {
                postal_code: postal_code.to_owned(),
                name: name.to_owned(),
            })
        })
        .collect();
    let digits = key.replace('-', "");
    Some(Association {
        key: key.to_owned(),
        kind,
        name: name.to_owned(),
        parent: (!parent.is_empty()).then(|| parent.to_owned()),
        prefecture: prefecture.to_owned(),
        towns: towns?,
        telephone: format!("000-{digits:0>4}-0000"),
        email: format!("jimukyoku{digits}@example.jp"),
    })
}
