//! Parameters of paths and queries as texts: the fields of a flat structure.
//!
//! Why not by way of a JSON value: that brings numbers with fractions and their tables along, which
//! no parameter has, into every program of the site.

use std::fmt;

use serde::ser::{Error, Impossible, Serialize, SerializeStruct, Serializer};

/// The fields that are there, with their values as texts; none when the value is no flat structure.
#[must_use]
pub fn parameters<T: Serialize>(value: &T) -> Vec<(&'static str, String)> {
    value.serialize(Structure).unwrap_or_default()
}

/// A value that cannot stand in an address.
#[derive(Debug)]
struct NotFlat;

impl fmt::Display for NotFlat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a flat structure")
    }
}

impl std::error::Error for NotFlat {}

impl Error for NotFlat {
    fn custom<T: fmt::Display>(_: T) -> Self {
        NotFlat
    }
}

/// What neither a structure nor a field of one can be.
macro_rules! refused {
    ($ok:ty; $($ask:ident($($kind:ty),*)),*) => {$(
        fn $ask(self, $(_: $kind),*) -> Result<$ok, NotFlat> {
            Err(NotFlat)
        }
    )*};
}

macro_rules! refused_compounds {
    ($ok:ty) => {
        type SerializeSeq = Impossible<$ok, NotFlat>;
        type SerializeTuple = Impossible<$ok, NotFlat>;
        type SerializeTupleStruct = Impossible<$ok, NotFlat>;
        type SerializeTupleVariant = Impossible<$ok, NotFlat>;
        type SerializeMap = Impossible<$ok, NotFlat>;
        type SerializeStructVariant = Impossible<$ok, NotFlat>;

        fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq, NotFlat> {
            Err(NotFlat)
        }

        fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, NotFlat> {
            Err(NotFlat)
        }

        fn serialize_tuple_struct(
            self,
            _: &'static str,
            _: usize,
        ) -> Result<Self::SerializeTupleStruct, NotFlat> {
            Err(NotFlat)
        }

        fn serialize_tuple_variant(
            self,
            _: &'static str,
            _: u32,
            _: &'static str,
            _: usize,
        ) -> Result<Self::SerializeTupleVariant, NotFlat> {
            Err(NotFlat)
        }

        fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, NotFlat> {
            Err(NotFlat)
        }

        fn serialize_struct_variant(
            self,
            _: &'static str,
            _: u32,
            _: &'static str,
            _: usize,
        ) -> Result<Self::SerializeStructVariant, NotFlat> {
            Err(NotFlat)
        }

        fn serialize_newtype_variant<T: Serialize + ?Sized>(
            self,
            _: &'static str,
            _: u32,
            _: &'static str,
            _: &T,
        ) -> Result<$ok, NotFlat> {
            Err(NotFlat)
        }
    };
}

/// The whole: its fields are collected.
struct Structure;

/// Fields collected so far.
#[derive(Default)]
struct Fields(Vec<(&'static str, String)>);

impl Serializer for Structure {
    type Ok = Vec<(&'static str, String)>;
    type Error = NotFlat;
    type SerializeStruct = Fields;

    refused_compounds! { Self::Ok }

    refused! { Self::Ok;
        serialize_bool(bool), serialize_char(char), serialize_str(&str), serialize_bytes(&[u8]),
        serialize_i8(i8), serialize_i16(i16), serialize_i32(i32), serialize_i64(i64),
        serialize_u8(u8), serialize_u16(u16), serialize_u32(u32), serialize_u64(u64),
        serialize_f32(f32), serialize_f64(f64), serialize_none(), serialize_unit(),
        serialize_unit_struct(&'static str),
        serialize_unit_variant(&'static str, u32, &'static str)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, _: &T) -> Result<Self::Ok, NotFlat> {
        Err(NotFlat)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<Self::Ok, NotFlat> {
        value.serialize(self)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Fields, NotFlat> {
        Ok(Fields::default())
    }
}

impl SerializeStruct for Fields {
    type Ok = Vec<(&'static str, String)>;
    type Error = NotFlat;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), NotFlat> {
        if let Some(text) = value.serialize(Field)? {
            self.0.push((name, text));
        }
        Ok(())
    }

    fn end(self) -> Result<Self::Ok, NotFlat> {
        Ok(self.0)
    }
}

/// The value of a field: a text, a whole number, truth, or nothing.
struct Field;

macro_rules! shown {
    ($($ask:ident($kind:ty)),*) => {$(
        fn $ask(self, value: $kind) -> Result<Self::Ok, NotFlat> {
            Ok(Some(value.to_string()))
        }
    )*};
}

impl Serializer for Field {
    type Ok = Option<String>;
    type Error = NotFlat;
    type SerializeStruct = Impossible<Self::Ok, NotFlat>;

    refused_compounds! { Self::Ok }

    refused! { Self::Ok;
        serialize_bytes(&[u8]), serialize_f32(f32), serialize_f64(f64)
    }

    shown! {
        serialize_bool(bool), serialize_char(char), serialize_str(&str),
        serialize_i8(i8), serialize_i16(i16), serialize_i32(i32), serialize_i64(i64),
        serialize_u8(u8), serialize_u16(u16), serialize_u32(u32), serialize_u64(u64)
    }

    fn serialize_none(self) -> Result<Self::Ok, NotFlat> {
        Ok(None)
    }

    fn serialize_unit(self) -> Result<Self::Ok, NotFlat> {
        Ok(None)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Self::Ok, NotFlat> {
        Ok(None)
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
    ) -> Result<Self::Ok, NotFlat> {
        Ok(Some(name.to_owned()))
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Self::Ok, NotFlat> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<Self::Ok, NotFlat> {
        value.serialize(self)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeStruct, NotFlat> {
        Err(NotFlat)
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::parameters;

    #[derive(Serialize)]
    #[serde(rename_all = "kebab-case")]
    enum Order {
        NewestFirst,
    }

    #[derive(Serialize)]
    struct Query {
        text: &'static str,
        page: u16,
        all: bool,
        order: Option<Order>,
        after: Option<String>,
        #[serde(skip_serializing_if = "String::is_empty")]
        empty: String,
    }

    #[test]
    fn every_field_that_is_there_is_a_text() {
        let query = Query {
            text: "髙橋",
            page: 2,
            all: true,
            order: Some(Order::NewestFirst),
            after: None,
            empty: String::new(),
        };
        let texts = [
            ("text", "髙橋"),
            ("page", "2"),
            ("all", "true"),
            ("order", "newest-first"),
        ];
        assert_eq!(
            parameters(&query),
            texts.map(|(name, text)| (name, text.to_owned()))
        );
    }

    #[test]
    fn what_is_not_flat_has_none() {
        #[derive(Serialize)]
        struct Deep {
            list: Vec<u8>,
        }
        assert!(parameters(&"text").is_empty());
        assert!(parameters(&Deep { list: vec![1] }).is_empty());
        assert!(parameters(&crate::NoPath {}).is_empty());
    }
}
