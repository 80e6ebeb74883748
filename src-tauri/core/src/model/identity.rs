//! What documents, versions and moments in time are known by.
//! Ids are made where randomness is allowed; here they are only named, read and written.

use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

/// A moment: milliseconds since 1970, in universal time. Orders nothing by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Timestamp(pub i64);

macro_rules! identity {
    ($(#[$documentation:meta])* $name:ident) => {
        $(#[$documentation])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(Uuid);

        impl $name {
            /// Takes an id that was made or stored before.
            pub fn from_uuid(uuid: Uuid) -> $name {
                $name(uuid)
            }

            /// Returns the 16 bytes to store.
            pub fn as_bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(formatter)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(formatter, "{}({})", stringify!($name), self.0.hyphenated())
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<$name, uuid::Error> {
                Uuid::parse_str(text).map($name)
            }
        }
    };
}

identity! {
    /// A document, whatever its file is called; a UUIDv7.
    DocumentId
}
identity! {
    /// A stored version of a document; a UUIDv7.
    VersionId
}
identity! {
    /// A silent read that was begun; a UUIDv7.
    ReadingId
}
identity! {
    /// A folder that the writer opened.
    FolderId
}
