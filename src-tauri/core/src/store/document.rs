//! Documents: who they are, and the paths they have had.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{Store, new_uuid, not_found, path_from_bytes, path_to_bytes};
use crate::error::Result;
use crate::model::{DocumentId, Hash, Timestamp};

pub(super) const TABLE: &str = "
CREATE TABLE document (
    id BLOB PRIMARY KEY NOT NULL,
    path BLOB NOT NULL,
    file_hash BLOB,
    kind TEXT,
    status TEXT,
    template TEXT,
    created INTEGER NOT NULL,
    placed INTEGER NOT NULL
) STRICT;
CREATE INDEX document_by_path ON document (path);
CREATE INDEX document_by_file_hash ON document (file_hash);
CREATE TABLE document_path (
    document BLOB NOT NULL REFERENCES document (id),
    path BLOB NOT NULL,
    seen INTEGER NOT NULL,
    PRIMARY KEY (document, path)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_path_by_path ON document_path (path);
";

const COLUMNS: &str = "id, path, file_hash, kind, status, template, created";

/// A document as the store knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredDocument {
    /// Its id, which survives renames.
    pub id: DocumentId,
    /// Where its file was last.
    pub path: PathBuf,
    /// Hash of the file as last read or written.
    pub file_hash: Option<Hash>,
    /// Kind, for documents without front matter.
    pub kind: Option<String>,
    /// Status, for documents without front matter.
    pub status: Option<String>,
    /// Id of the template it is read with, if the writer chose one.
    pub template: Option<String>,
    /// When it was first seen.
    pub created: Timestamp,
}

impl Store {
    /// Adds a document whose file is at `path`, which should be canonical.
    pub fn add_document(&self, path: &Path, now: Timestamp) -> Result<StoredDocument> {
        let id = DocumentId::from_uuid(new_uuid(now));
        self.write(|transaction| {
            transaction.execute(
                "INSERT INTO document (id, path, created, placed)
                 VALUES (?1, ?2, ?3, (SELECT coalesce(max(placed), 0) + 1 FROM document))",
                params![id.as_bytes(), path_to_bytes(path), now.0],
            )?;
            remember_path(transaction, id, path, now)
        })?;
        Ok(StoredDocument {
            id,
            path: path.to_path_buf(),
            file_hash: None,
            kind: None,
            status: None,
            template: None,
            created: now,
        })
    }

    /// Returns a document.
    pub fn document(&self, id: DocumentId) -> Result<Option<StoredDocument>> {
        let mut found = self.find_documents("id = ?1", id.as_bytes())?;
        Ok(found.pop())
    }

    /// Returns the document whose file is, or was last, at `path`; the newest if there are several.
    pub fn document_at(&self, path: &Path) -> Result<Option<StoredDocument>> {
        let found = self.find_documents("path = ?1", &path_to_bytes(path))?;
        Ok(found.into_iter().next())
    }

    /// Returns the documents whose file had this content when it was last read or written.
    pub fn documents_with_content(&self, hash: Hash) -> Result<Vec<StoredDocument>> {
        self.find_documents("file_hash = ?1", hash.as_bytes())
    }

    /// Returns the documents that were ever at `path`.
    pub fn documents_once_at(&self, path: &Path) -> Result<Vec<StoredDocument>> {
        let condition = "id IN (SELECT document FROM document_path WHERE path = ?1)";
        self.find_documents(condition, &path_to_bytes(path))
    }

    /// Returns every document, the one placed last first.
    pub fn documents(&self) -> Result<Vec<StoredDocument>> {
        self.find_documents("?1 IS NOT NULL", &[0])
    }

    /// Returns the paths that a document has had, in no order.
    pub fn paths_of(&self, id: DocumentId) -> Result<Vec<PathBuf>> {
        self.read(|transaction| {
            let mut statement =
                transaction.prepare_cached("SELECT path FROM document_path WHERE document = ?1")?;
            let paths = statement.query_map([id.as_bytes()], |row| row.get(0))?;
            Ok(paths
                .map(|path| path.map(path_from_bytes))
                .collect::<rusqlite::Result<_>>()?)
        })
    }

    /// Records that a document's file has been renamed or moved, or found at another path.
    pub fn place_document(&self, id: DocumentId, path: &Path, now: Timestamp) -> Result<()> {
        self.write(|transaction| {
            let changed = transaction.execute(
                "UPDATE document
                 SET path = ?2, placed = (SELECT max(placed) + 1 FROM document) WHERE id = ?1",
                params![id.as_bytes(), path_to_bytes(path)],
            )?;
            exists(changed)?;
            remember_path(transaction, id, path, now)
        })
    }

    /// Records what the file holds, as read from it; a journal is not touched.
    pub fn set_file_hash(&self, id: DocumentId, hash: Hash) -> Result<()> {
        self.write(|transaction| set_file_hash(transaction, id, hash))
    }

    /// Records kind, status and template of a document that does not state them itself.
    pub fn describe_document(
        &self,
        id: DocumentId,
        kind: Option<&str>,
        status: Option<&str>,
        template: Option<&str>,
    ) -> Result<()> {
        self.write(|transaction| {
            let changed = transaction.execute(
                "UPDATE document SET kind = ?2, status = ?3, template = ?4 WHERE id = ?1",
                params![id.as_bytes(), kind, status, template],
            )?;
            exists(changed)
        })
    }

    fn find_documents(&self, condition: &str, value: &[u8]) -> Result<Vec<StoredDocument>> {
        let query =
            format!("SELECT {COLUMNS} FROM document WHERE {condition} ORDER BY placed DESC");
        self.read(|transaction| {
            let mut statement = transaction.prepare_cached(&query)?;
            let rows = statement.query_map([value], from_row)?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }
}

/// Records what the file holds, as part of a transaction.
pub(super) fn set_file_hash(connection: &Connection, id: DocumentId, hash: Hash) -> Result<()> {
    let mut statement =
        connection.prepare_cached("UPDATE document SET file_hash = ?2 WHERE id = ?1")?;
    exists(statement.execute(params![id.as_bytes(), hash.as_bytes()])?)
}

/// Fails when a document is not known.
pub(super) fn must_exist(connection: &Connection, id: DocumentId) -> Result<()> {
    let mut statement = connection.prepare_cached("SELECT 1 FROM document WHERE id = ?1")?;
    let found: Option<i64> = statement
        .query_row([id.as_bytes()], |row| row.get(0))
        .optional()?;
    exists(usize::from(found.is_some()))
}

fn exists(changed: usize) -> Result<()> {
    if changed == 0 {
        return Err(not_found("document"));
    }
    Ok(())
}

fn remember_path(
    connection: &Connection,
    id: DocumentId,
    path: &Path,
    now: Timestamp,
) -> Result<()> {
    connection.execute(
        "INSERT INTO document_path (document, path, seen) VALUES (?1, ?2, ?3)
         ON CONFLICT DO UPDATE SET seen = excluded.seen",
        params![id.as_bytes(), path_to_bytes(path), now.0],
    )?;
    Ok(())
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<StoredDocument> {
    Ok(StoredDocument {
        id: DocumentId::from_uuid(uuid::Uuid::from_bytes(row.get(0)?)),
        path: path_from_bytes(row.get(1)?),
        file_hash: row.get::<_, Option<[u8; 32]>>(2)?.map(Hash::from_bytes),
        kind: row.get(3)?,
        status: row.get(4)?,
        template: row.get(5)?,
        created: Timestamp(row.get(6)?),
    })
}
