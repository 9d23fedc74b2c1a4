//! Joins the PDFs of an agenda and its attachments into one file with a bookmark for each.
//!
//! The result holds other people's files, so it claims no conformity. What a file would run on opening is left
//! out: scripts, launches, embedded files, forms' actions.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::{Dictionary, Document as Pdf, Object, ObjectId, StringFormat, dictionary};

/// All parts together may be this large.
const MAX_BYTES: usize = 300_000_000;
const MAX_PAGES: usize = 20_000;

/// A file to be joined.
#[derive(Debug, Clone)]
pub struct Part {
    /// What its bookmark says.
    pub title: String,
    /// The PDF.
    pub bytes: Vec<u8>,
}

/// Why the parts were not joined. The caller can put a page in place of the part that is named.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MergeError {
    /// A part cannot be read as PDF.
    #[error("“{title}” cannot be read as PDF")]
    Broken {
        /// Its title.
        title: String,
        /// Which part, from 0.
        part: usize,
    },
    /// A part is locked.
    #[error("“{title}” is locked by a password")]
    Encrypted {
        /// Its title.
        title: String,
        /// Which part, from 0.
        part: usize,
    },
    /// There is nothing to join.
    #[error("there is nothing to join")]
    Nothing,
    /// The whole is too large.
    #[error("the files are too large to be joined")]
    TooLarge,
    /// The whole could not be written.
    #[error("the joined file cannot be written: {0}")]
    Write(String),
}

/// Why one part fails.
enum Fault {
    Broken,
    Encrypted,
}

/// Joins the parts in their order.
///
/// # Errors
/// [`MergeError`]; a broken or locked part is named.
pub fn merge(parts: Vec<Part>) -> Result<Vec<u8>, MergeError> {
    if parts.is_empty() {
        return Err(MergeError::Nothing);
    }
    if parts.iter().map(|p| p.bytes.len()).sum::<usize>() > MAX_BYTES {
        return Err(MergeError::TooLarge);
    }
    let mut whole = Whole::new();
    for (part, Part { title, bytes }) in parts.into_iter().enumerate() {
        let next = whole.next;
        match catch_unwind(AssertUnwindSafe(|| open(&bytes, next))).unwrap_or(Err(Fault::Broken)) {
            Ok(pdf) => whole.add(&title, pdf),
            Err(Fault::Broken) => return Err(MergeError::Broken { title, part }),
            Err(Fault::Encrypted) => return Err(MergeError::Encrypted { title, part }),
        }
        if whole.kids.len() > MAX_PAGES {
            return Err(MergeError::TooLarge);
        }
    }
    catch_unwind(AssertUnwindSafe(|| whole.write()))
        .unwrap_or_else(|_| Err(MergeError::Write("the writer broke down".into())))
}

/// A part, its objects numbered from `next` on, its pages complete in themselves.
struct Opened {
    pdf: Pdf,
    pages: Vec<ObjectId>,
    layers: Vec<Object>,
    hidden: Vec<Object>,
}

fn open(bytes: &[u8], next: u32) -> Result<Opened, Fault> {
    let mut pdf = Pdf::load_mem(bytes).map_err(|e| {
        let words = e.to_string().to_lowercase();
        if words.contains("crypt") || words.contains("password") { Fault::Encrypted } else { Fault::Broken }
    })?;
    if pdf.is_encrypted() || pdf.was_encrypted() {
        return Err(Fault::Encrypted);
    }
    pdf.renumber_objects_with(next);
    let pages: Vec<ObjectId> = pdf.page_iter().take(MAX_PAGES + 1).collect();
    if pages.is_empty() {
        return Err(Fault::Broken);
    }
    for id in &pages {
        // What a page has from the tree above it must go with it, for that tree stays behind.
        for key in [&b"Resources"[..], b"MediaBox", b"CropBox", b"Rotate"] {
            let value = inherited(&pdf, *id, key);
            let page = pdf.get_dictionary_mut(*id).map_err(|_| Fault::Broken)?;
            if let (false, Some(value)) = (page.has(key), value) {
                page.set(key, value);
            }
        }
    }
    let (layers, hidden) = layers(&pdf);
    disarm(&mut pdf);
    Ok(Opened { pdf, pages, layers, hidden })
}

fn inherited(pdf: &Pdf, page: ObjectId, key: &[u8]) -> Option<Object> {
    let mut id = page;
    for _ in 0..64 {
        let dict = pdf.get_dictionary(id).ok()?;
        if let Ok(value) = dict.get(key) {
            return Some(value.clone());
        }
        id = dict.get(b"Parent").ok()?.as_reference().ok()?;
    }
    None
}

/// Layers of a drawing, and which of them are switched off.
fn layers(pdf: &Pdf) -> (Vec<Object>, Vec<Object>) {
    let list = |dict: &Dictionary, key: &[u8]| -> Vec<Object> {
        let array = dict.get_deref(key, pdf).and_then(Object::as_array).cloned().unwrap_or_default();
        array.into_iter().filter(|o| o.as_reference().is_ok()).collect()
    };
    let properties = pdf.catalog().and_then(|c| c.get_deref(b"OCProperties", pdf)).and_then(Object::as_dict);
    let Ok(properties) = properties else { return (Vec::new(), Vec::new()) };
    let off = properties.get_deref(b"D", pdf).and_then(Object::as_dict).map(|d| list(d, b"OFF"));
    (list(properties, b"OCGs"), off.unwrap_or_default())
}

/// Takes away what a reader would run, and the structure that no longer has its root.
fn disarm(pdf: &mut Pdf) {
    for object in pdf.objects.values_mut() {
        walk(object, 0);
    }
}

fn walk(object: &mut Object, depth: usize) {
    if depth > 100 {
        *object = Object::Null;
        return;
    }
    let dict = match object {
        Object::Array(items) => return items.iter_mut().for_each(|item| walk(item, depth + 1)),
        Object::Dictionary(dict) => dict,
        Object::Stream(stream) => &mut stream.dict,
        _ => return,
    };
    for key in [&b"AA"[..], b"JS", b"OpenAction", b"StructParents", b"StructParent", b"SE", b"EmbeddedFiles"]
    {
        dict.remove(key);
    }
    let runs = dict.get(b"S").and_then(Object::as_name).is_ok_and(|name| {
        [&b"JavaScript"[..], b"Launch", b"SubmitForm", b"ImportData", b"ResetForm", b"GoToE", b"Rendition"]
            .contains(&name)
    });
    if runs {
        *dict = Dictionary::new();
        return;
    }
    dict.iter_mut().for_each(|(_, value)| walk(value, depth + 1));
}

/// The file that grows.
struct Whole {
    pdf: Pdf,
    next: u32,
    root: ObjectId,
    tree: ObjectId,
    outline: ObjectId,
    kids: Vec<Object>,
    marks: Vec<ObjectId>,
    layers: Vec<Object>,
    hidden: Vec<Object>,
}

impl Whole {
    fn new() -> Self {
        Self {
            pdf: Pdf::with_version("1.7"),
            next: 4,
            root: (1, 0),
            tree: (2, 0),
            outline: (3, 0),
            kids: Vec::new(),
            marks: Vec::new(),
            layers: Vec::new(),
            hidden: Vec::new(),
        }
    }

    fn id(&mut self) -> ObjectId {
        self.next += 1;
        (self.next - 1, 0)
    }

    fn add(&mut self, title: &str, part: Opened) {
        let Opened { pdf, pages, layers, hidden } = part;
        self.next = self.next.max(pdf.objects.keys().map(|id| id.0).max().unwrap_or(0) + 1);
        let inner = outline(&pdf);
        self.pdf.objects.extend(pdf.objects);
        for page in &pages {
            if let Ok(page) = self.pdf.get_dictionary_mut(*page) {
                page.set("Parent", self.tree);
            }
            self.kids.push((*page).into());
        }
        self.layers.extend(layers);
        self.hidden.extend(hidden);
        let mark = self.id();
        let mut dict = dictionary! {
            "Title" => unicode(title),
            "Parent" => self.outline,
            "Dest" => vec![pages[0].into(), "Fit".into()],
        };
        // The bookmarks of the part itself lie under its own, closed.
        if let Some(inner) = inner {
            for id in &inner.top {
                if let Ok(item) = self.pdf.get_dictionary_mut(*id) {
                    item.set("Parent", mark);
                }
            }
            if let (Some(first), Some(last)) = (inner.top.first(), inner.top.last()) {
                dict.set("First", *first);
                dict.set("Last", *last);
                dict.set("Count", -i64::try_from(inner.top.len()).unwrap_or(1));
            }
        }
        self.pdf.objects.insert(mark, Object::Dictionary(dict));
        self.marks.push(mark);
    }

    fn write(mut self) -> Result<Vec<u8>, MergeError> {
        let count = i64::try_from(self.kids.len()).unwrap_or(i64::MAX);
        let marks = self.marks.clone();
        for (i, id) in marks.iter().enumerate() {
            if let Ok(mark) = self.pdf.get_dictionary_mut(*id) {
                if i > 0 {
                    mark.set("Prev", marks[i - 1]);
                }
                if let Some(next) = marks.get(i + 1) {
                    mark.set("Next", *next);
                }
            }
        }
        let mut outline = dictionary! { "Type" => "Outlines" };
        if let (Some(first), Some(last)) = (marks.first(), marks.last()) {
            outline.set("First", *first);
            outline.set("Last", *last);
            outline.set("Count", i64::try_from(marks.len()).unwrap_or(i64::MAX));
        }
        let tree =
            dictionary! { "Type" => "Pages", "Count" => count, "Kids" => std::mem::take(&mut self.kids) };
        let mut root = dictionary! {
            "Type" => "Catalog", "Pages" => self.tree, "Outlines" => self.outline, "PageMode" => "UseOutlines",
        };
        if !self.layers.is_empty() {
            let order =
                dictionary! { "OFF" => std::mem::take(&mut self.hidden), "Order" => self.layers.clone() };
            root.set(
                "OCProperties",
                dictionary! { "OCGs" => std::mem::take(&mut self.layers), "D" => order },
            );
        }
        self.pdf.objects.insert(self.root, root.into());
        self.pdf.objects.insert(self.tree, tree.into());
        self.pdf.objects.insert(self.outline, outline.into());
        self.pdf.trailer = dictionary! { "Root" => self.root };
        self.pdf.max_id = self.next;
        // Whatever no page leads to stays behind: scripts, forms, the parts' own trees.
        self.pdf.prune_objects();
        let mut out = Vec::new();
        self.pdf.save_to(&mut out).map_err(|e| MergeError::Write(e.to_string()))?;
        Ok(out)
    }
}

/// The bookmarks of a part, if they are whole.
struct Outline {
    top: Vec<ObjectId>,
}

fn outline(pdf: &Pdf) -> Option<Outline> {
    let root = pdf.catalog().ok()?.get_deref(b"Outlines", pdf).ok()?.as_dict().ok()?;
    let mut seen = HashSet::new();
    let top = siblings(pdf, root, &mut seen)?;
    // A broken branch would send readers in circles.
    let mut todo = top.clone();
    while let Some(id) = todo.pop() {
        todo.extend(siblings(pdf, pdf.get_dictionary(id).ok()?, &mut seen)?);
    }
    (!top.is_empty()).then_some(Outline { top })
}

fn siblings(pdf: &Pdf, parent: &Dictionary, seen: &mut HashSet<ObjectId>) -> Option<Vec<ObjectId>> {
    let mut out = Vec::new();
    let mut next = parent.get(b"First").and_then(Object::as_reference).ok();
    while let Some(id) = next {
        if !seen.insert(id) || seen.len() > 20_000 {
            return None;
        }
        out.push(id);
        next = pdf.get_dictionary(id).ok()?.get(b"Next").and_then(Object::as_reference).ok();
    }
    Some(out)
}

fn unicode(text: &str) -> Object {
    let mut bytes = vec![0xfe, 0xff];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}
