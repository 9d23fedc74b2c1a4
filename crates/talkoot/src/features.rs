use page::Feature;

/// All features of the program. Their demo is loaded in this order; `cargo xtask new-feature` adds a line.
pub fn features() -> Vec<Feature> {
    vec![
        // features: begin
        people::feature(),
        signin::feature(),
        record::feature(),
        meetings::feature(),
        site::feature(),
        municipality::feature(),
        notices::feature(),
        legal::feature(),
        help::feature(),
        intake::feature(),
        setup::feature(),
        desk::feature(),
        oparl::feature(),
        plans::feature(),
        projects::feature(),
        // features: end
    ]
}
