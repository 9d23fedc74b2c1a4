//! The six C functions of libvoikko that we call. Everything unsafe of the house stands in this file.

use std::ffi::{CStr, CString, c_char, c_void};
use std::fmt;
use std::ptr::{self, NonNull};

use libloading::Library;

/// The names under which the library is looked for; the number is its binary interface.
const NAMES: [&str; 2] = ["libvoikko.so.1", "libvoikko.1.dylib"];

type Init = unsafe extern "C" fn(*mut *const c_char, *const c_char, *const c_char) -> *mut c_void;
type Terminate = unsafe extern "C" fn(*mut c_void);
type AnalyzeWord = unsafe extern "C" fn(*mut c_void, *const c_char) -> *mut *mut c_void;
type FreeAnalyses = unsafe extern "C" fn(*mut *mut c_void);
type Value = unsafe extern "C" fn(*const c_void, *const c_char) -> *mut c_char;
type FreeValue = unsafe extern "C" fn(*mut c_char);

/// What libvoikko says of one reading, in its own notation.
pub(crate) struct Raw {
    pub(crate) base_form: String,
    pub(crate) word_bases: String,
    pub(crate) structure: String,
}

/// An initialised libvoikko. One thread at a time: the lock is the caller's.
pub(crate) struct Handle {
    handle: NonNull<c_void>,
    terminate: Terminate,
    analyze_word: AnalyzeWord,
    free_analyses: FreeAnalyses,
    value: Value,
    free_value: FreeValue,
    // Last, so that the code stays mapped until all else of the handle is gone.
    _library: Library,
}

// SAFETY: libvoikko keeps no thread-local state; a handle may move to another thread as long as it is not
// used by two at once. `Handle` is not `Sync`, so sharing needs a lock (the `Mutex` in `Voikko`).
unsafe impl Send for Handle {}

impl fmt::Debug for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Handle").finish_non_exhaustive()
    }
}

impl Handle {
    /// Opens the library and the Finnish dictionary.
    pub(crate) fn open() -> Option<Self> {
        // SAFETY: opening runs the library's initialisers; it is the system's own libvoikko, found by its
        // versioned name, whose initialisers only set up C++ statics.
        let library = NAMES.iter().find_map(|name| unsafe { Library::new(*name) }.ok())?;
        // SAFETY: the types above are those of voikko.h of binary interface 1 (`libvoikko.so.1`), and the
        // function pointers live no longer than `library`, which is kept beside them.
        unsafe {
            let init: Init = *library.get("voikkoInit").ok()?;
            let terminate: Terminate = *library.get("voikkoTerminate").ok()?;
            let analyze_word: AnalyzeWord = *library.get("voikkoAnalyzeWordCstr").ok()?;
            let free_analyses: FreeAnalyses = *library.get("voikko_free_mor_analysis").ok()?;
            let value: Value = *library.get("voikko_mor_analysis_value_cstr").ok()?;
            let free_value: FreeValue = *library.get("voikko_free_mor_analysis_value_cstr").ok()?;
            let mut error: *const c_char = ptr::null();
            let handle = NonNull::new(init(&raw mut error, c"fi".as_ptr(), ptr::null()))?;
            Some(Self {
                handle,
                terminate,
                analyze_word,
                free_analyses,
                value,
                free_value,
                _library: library,
            })
        }
    }

    /// All readings of a word.
    pub(crate) fn analyse(&mut self, word: &str) -> Vec<Raw> {
        let Ok(word) = CString::new(word) else { return Vec::new() };
        let mut found = Vec::new();
        // SAFETY: the handle is alive until drop and `&mut self` makes this the only use of it; `word` is a
        // C string that outlives the call.
        let list = unsafe { (self.analyze_word)(self.handle.as_ptr(), word.as_ptr()) };
        if list.is_null() {
            return found;
        }
        let mut next = list;
        // SAFETY: the list is an array of pointers that ends with a null pointer; `next` never passes it.
        while let Some(one) = NonNull::new(unsafe { *next }) {
            if let Some(base_form) = self.value(one, c"BASEFORM") {
                found.push(Raw {
                    base_form,
                    word_bases: self.value(one, c"WORDBASES").unwrap_or_default(),
                    structure: self.value(one, c"STRUCTURE").unwrap_or_default(),
                });
            }
            // SAFETY: `*next` was not the closing null, so the array has one more element.
            next = unsafe { next.add(1) };
        }
        // SAFETY: `list` came from `voikkoAnalyzeWordCstr` and is freed once; nothing borrowed from it is
        // left, for values are copied.
        unsafe { (self.free_analyses)(list) };
        found
    }

    fn value(&self, analysis: NonNull<c_void>, key: &CStr) -> Option<String> {
        // SAFETY: `analysis` is an element of a list that is not freed yet; `key` is a C string.
        let value = unsafe { (self.value)(analysis.as_ptr(), key.as_ptr()) };
        if value.is_null() {
            return None;
        }
        // SAFETY: the value is a C string of ours until it is freed below, after the copy.
        let copy = unsafe { CStr::from_ptr(value) }.to_str().ok().map(str::to_owned);
        // SAFETY: the value came from `voikko_mor_analysis_value_cstr` and is freed once.
        unsafe { (self.free_value)(value) };
        copy
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        // SAFETY: the handle came from `voikkoInit` and is not used after this.
        unsafe { (self.terminate)(self.handle.as_ptr()) };
    }
}
