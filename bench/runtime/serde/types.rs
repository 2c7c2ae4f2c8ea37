//! What the generated structs are made of: members that can be absent, null or there, maps that keep
//! their order, text that borrows, and date-times.
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

/// An optional member that may also be null.
pub enum Maybe<T> {
    Absent,
    Null,
    Is(T),
}

impl<T> Maybe<T> {
    pub fn is_absent(&self) -> bool {
        matches!(self, Maybe::Absent)
    }
}

impl<T> Default for Maybe<T> {
    fn default() -> Self {
        Maybe::Absent
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Maybe<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(match Option::<T>::deserialize(from)? {
            Some(value) => Maybe::Is(value),
            None => Maybe::Null,
        })
    }
}

impl<T: Serialize> Serialize for Maybe<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Maybe::Is(value) => value.serialize(to),
            _ => to.serialize_none(),
        }
    }
}

/// A map as a list of entries: cheaper than a table of hashes, and it keeps its order.
pub struct Entries<K, V>(pub Vec<(K, V)>);

impl<'de, K: Deserialize<'de>, V: Deserialize<'de>> Deserialize<'de> for Entries<K, V> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Reader<K, V>(PhantomData<(K, V)>);
        impl<'de, K: Deserialize<'de>, V: Deserialize<'de>> Visitor<'de> for Reader<K, V> {
            type Value = Entries<K, V>;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        from.deserialize_map(Reader(PhantomData))
    }
}

impl<K: Serialize, V: Serialize> Serialize for Entries<K, V> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

/// Text that is part of the document, unless it has escapes.
#[derive(Default)]
pub struct Text<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Text<'de>;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a string")
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Text(Cow::Borrowed(text)))
            }
            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }
        }
        from.deserialize_str(Reader)
    }
}

impl<'a> Serialize for Text<'a> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0)
    }
}

/// YYYY-MM-DDThh:mm:ss[.fraction]Z, in parts.
#[derive(Clone, Copy, Default)]
pub struct Moment {
    year: u16,
    month: u8,
    day: u8,
    hour: u8,
    minute: u8,
    second: u8,
    digits: u8,
    nanosecond: u32,
}

fn digits(text: &[u8]) -> Option<u32> {
    let mut number = 0;
    for byte in text {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        number = number * 10 + u32::from(digit);
    }
    Some(number)
}

fn put(text: &mut [u8], mut number: u32) {
    for byte in text.iter_mut().rev() {
        *byte = b'0' + (number % 10) as u8;
        number /= 10;
    }
}

impl Moment {
    fn read(text: &[u8]) -> Option<Moment> {
        let len = text.len();
        if !(20..=30).contains(&len) || text[len - 1] != b'Z' {
            return None;
        }
        let count = if len == 20 { 0 } else { len - 21 };
        let moment = Moment {
            year: digits(&text[0..4])? as u16,
            month: digits(&text[5..7])? as u8,
            day: digits(&text[8..10])? as u8,
            hour: digits(&text[11..13])? as u8,
            minute: digits(&text[14..16])? as u8,
            second: digits(&text[17..19])? as u8,
            digits: count as u8,
            nanosecond: digits(&text[20..20 + count])? * 10u32.pow(9 - count as u32),
        };
        let good = moment.month <= 12
            && moment.day <= 31
            && moment.hour <= 23
            && moment.minute <= 59
            && moment.second <= 60;
        good.then_some(moment)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Moment;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a date-time")
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Moment, E> {
                Moment::read(text.as_bytes()).ok_or_else(|| E::custom("no date-time"))
            }
        }
        from.deserialize_str(Reader)
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut text = *b"0000-00-00T00:00:00.000000000Z";
        put(&mut text[0..4], u32::from(self.year));
        put(&mut text[5..7], u32::from(self.month));
        put(&mut text[8..10], u32::from(self.day));
        put(&mut text[11..13], u32::from(self.hour));
        put(&mut text[14..16], u32::from(self.minute));
        put(&mut text[17..19], u32::from(self.second));
        let count = usize::from(self.digits);
        let mut len = 19;
        if count > 0 {
            put(&mut text[20..29], self.nanosecond);
            len = 20 + count;
        }
        text[len] = b'Z';
        to.serialize_str(std::str::from_utf8(&text[..len + 1]).unwrap())
    }
}
