use super::{DocumentId, Hash, Timestamp, VersionId};

/// Why a version was recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum VersionKind {
    /// The text as the file held it before the first edit.
    AsFound,
    /// At rest, or after ten minutes of writing.
    Writing,
    /// The writer asked for it.
    Saved,
    /// Before an older text came back.
    BeforeRestore,
    /// An older text came back.
    Restored,
    /// Before a change from outside was taken in.
    BeforeOutside,
    /// Another program wrote the file.
    Outside,
    /// Before much was deleted at once.
    BigDeletion,
    /// One of two texts between which the writer has to choose.
    Conflict,
    /// What was read in silence.
    Read,
}

/// One recorded moment of a document. Never changed or deleted by a save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its id.
    pub id: VersionId,
    /// The document it belongs to.
    pub document: DocumentId,
    /// The versions it came from: none for the first, two after a merge.
    pub parents: Vec<VersionId>,
    /// Hash of its text.
    pub text: Hash,
    /// Why it was recorded.
    pub kind: VersionKind,
    /// What a list calls it; may be empty.
    pub label: String,
    /// The device that recorded it.
    pub device: String,
    /// Its place in the order of the document; time may jump, this does not.
    pub sequence: i64,
    /// When it was recorded.
    pub time: Timestamp,
    /// Words of its text.
    pub words: u32,
    /// Words that its parent lacks.
    pub words_in: u32,
    /// Words of its parent that it lacks.
    pub words_out: u32,
}

impl VersionKind {
    /// Every kind, with the name by which it is stored and spoken of.
    pub const ALL: [(VersionKind, &'static str); 10] = [
        (VersionKind::AsFound, "as-found"),
        (VersionKind::Writing, "writing"),
        (VersionKind::Saved, "saved"),
        (VersionKind::BeforeRestore, "before-restore"),
        (VersionKind::Restored, "restored"),
        (VersionKind::BeforeOutside, "before-outside"),
        (VersionKind::Outside, "outside"),
        (VersionKind::BigDeletion, "big-deletion"),
        (VersionKind::Conflict, "conflict"),
        (VersionKind::Read, "read"),
    ];

    /// Returns the name by which it is stored.
    pub fn name(self) -> &'static str {
        let found = VersionKind::ALL.iter().find(|(kind, _)| *kind == self);
        found.map_or("writing", |(_, name)| name)
    }

    /// Returns the kind with this name; one that a newer program wrote counts as writing.
    pub fn from_name(name: &str) -> VersionKind {
        let found = VersionKind::ALL.iter().find(|(_, known)| *known == name);
        found.map_or(VersionKind::Writing, |(kind, _)| *kind)
    }
}
