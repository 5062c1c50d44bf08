//! All that the typesetter can see: one template, one file of data, the pictures handed in, and the fonts inside.

use crate::{Fault, font::FONTS};
use serde_json::Value;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::builder().build()));
static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

/// The world of one job. There is no file system, no network, no package and no clock in it.
pub(crate) struct Inside {
    main: Source,
    files: HashMap<FileId, Bytes>,
}

impl Inside {
    /// A world with the template as its main file.
    pub(crate) fn new(
        template: String,
        data: &Value,
        pictures: Vec<(String, Vec<u8>)>,
    ) -> Result<Inside, Fault> {
        let mut files = HashMap::new();
        for (name, bytes) in pictures {
            files.insert(named(&name)?, Bytes::new(bytes));
        }
        files.insert(named("data.json")?, Bytes::new(data.to_string().into_bytes()));
        Ok(Inside { main: Source::new(named("main.typ")?, template), files })
    }
}

fn named(name: &str) -> Result<FileId, Fault> {
    let path = VirtualPath::new(name).map_err(|_| Fault(format!("not a name of a file: {name}")))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for Inside {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }
    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }
    fn main(&self) -> FileId {
        self.main.id()
    }
    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() { Ok(self.main.clone()) } else { Err(missing(id)) }
    }
    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or_else(|| missing(id))
    }
    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn missing(id: FileId) -> FileError {
    FileError::NotFound(PathBuf::from(id.get().vpath().get_with_slash()))
}
