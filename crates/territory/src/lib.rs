//! Finland's municipalities (`kunta`) and regions (`maakunta`) through time.
//!
//! A municipality has a three-digit code of Statistics Finland, a Finnish and a Swedish name, the days between which
//! it existed, and the code that it merged into. A region has members from one day to another: Iitti was in
//! Kymenlaakso until the end of 2020 and has been in Päijät-Häme since. The register covers all of Finland from
//! 1.1.2013, and Päijät-Häme and Keski-Suomi from 1.1.2010; of earlier days it says nothing rather than guesses.
//!
//! Finnish names are inflected (`Lahden`, `Padasjoella`), and search and texts need each form: [`forms`] and
//! [`all_forms`]. The facts are in `data/`, with their sources and how the forms were checked.

mod forms;
mod municipality;
mod region;
mod sort;

pub use forms::{CaseForms, Local, Places, all_forms, forms, genitive_sv};
pub use municipality::{Municipality, by_code, by_name_on, municipalities, successor_on};
pub use region::{Region, covered_from, member_count, members, region, region_of, regions};
pub use sort::finnish_order;

/// The cells of each row of one of our own files, without the heading. The files have no quoted cells.
fn rows<const N: usize>(file: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    file.lines().skip(1).filter_map(|line| line.split(',').collect::<Vec<_>>().try_into().ok())
}

/// A cell that may be empty.
fn day(cell: &str) -> Option<jiff::civil::Date> {
    cell.parse().ok()
}
