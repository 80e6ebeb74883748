//! The rules, words and templates that a document is judged by: those that ship, then the writer's
//! own, then those beside the document. Each folder's are read once.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use sixpager_core::check::{Examination, Occasion, RuleBook, examine_with};
use sixpager_core::disk::RealDisk;
use sixpager_core::model::Text;
use sixpager_core::template::Template;
use sixpager_core::workspace::read_book;

use crate::input::Inputs;
use crate::output::plain;
use crate::{Stop, Surroundings};

/// The books of folders that were asked for.
pub(crate) struct Books {
    config: Option<PathBuf>,
    known: HashMap<PathBuf, Rc<RuleBook>>,
    /// Mistakes that were said already: every folder's book has the writer's own.
    said: Vec<String>,
}

impl Books {
    pub fn new(surroundings: &Surroundings) -> Books {
        let places = surroundings.places.as_ref();
        Books {
            config: places.map(|places| places.config.clone()),
            known: HashMap::new(),
            said: Vec::new(),
        }
    }

    /// Returns the book for a document; standard input is judged as in the current folder. What
    /// could not be used is said once.
    pub fn for_file(&mut self, file: &Path, inputs: &mut Inputs<'_>) -> Rc<RuleBook> {
        let folder = match file.parent() {
            Some(folder) if folder != Path::new("") => folder.to_path_buf(),
            _ => PathBuf::from("."),
        };
        if let Some(book) = self.known.get(&folder) {
            return book.clone();
        }
        let book = Rc::new(read_book(&RealDisk, self.config.as_deref(), Some(&folder)));
        for mistake in book.mistakes() {
            let sentence = mistake.to_string();
            if !self.said.contains(&sentence) {
                inputs.note(&plain(&sentence));
                self.said.push(sentence);
            }
        }
        self.known.insert(folder, book.clone());
        book
    }

    /// Reads a document and examines it by its book; what could not be read is said, and is `None`
    /// when that is the whole file.
    pub fn examined(
        &mut self,
        file: &Path,
        template_id: Option<&str>,
        inputs: &mut Inputs<'_>,
    ) -> Result<Option<(Text, Examination)>, Stop> {
        let Some(text) = inputs.read(file) else {
            return Ok(None);
        };
        let book = self.for_file(file, inputs);
        let template = template_id.map(|id| template(&book, id)).transpose()?;
        let examination = examine_with(text.as_str(), template, Occasion::default(), &book);
        inputs.pass_on(file, &examination);
        Ok(Some((text, examination)))
    }
}

/// Returns the template with this id.
pub(crate) fn template<'a>(book: &'a RuleBook, id: &str) -> Result<&'a Template, Stop> {
    book.template(id).ok_or_else(|| {
        let known: Vec<&str> = (book.templates().iter())
            .map(|template| template.id.as_str())
            .collect();
        Stop::Said(format!(
            "There is no template {}; there are {}.",
            plain(id),
            plain(&known.join(", "))
        ))
    })
}
