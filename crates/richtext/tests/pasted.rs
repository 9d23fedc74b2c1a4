//! What people paste: Word, Outlook, web pages.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use richtext::{MAX_INPUT, RichText, RichTextError};

fn clean(input: &str) -> String {
    RichText::from_input(input).unwrap().to_html()
}

fn word(level: usize, list: &str, marker: &str, text: &str) -> String {
    format!(
        "<p class=MsoListParagraphCxSpMiddle style='margin-left:36.0pt;text-indent:-18.0pt;mso-list:{list} \
         level{level} lfo1'><![if !supportLists]><span style='font-family:Symbol;mso-fareast-font-family:Symbol'>\
         <span style='mso-list:Ignore'>{marker}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; \
         </span></span></span><![endif]><span lang=FI style='color:red'>{text}<o:p></o:p></span></p>\n"
    )
}

#[test]
fn a_word_document_keeps_lists_tables_and_emphasis_and_loses_the_rest() {
    let html = format!(
        "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><title>Muistio</title>\
         <!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->\
         <style><!-- @font-face {{font-family:Calibri}} p.MsoNormal {{margin:0}} --></style></head>\
         <body lang=FI><!--StartFragment--><h1 style='color:blue'>Hankkeen <b>vaihe</b><o:p></o:p></h1>\
         <p class=MsoNormal><b style='mso-bidi-font-weight:normal'>P&auml;&auml;t&ouml;s:</b> jatketaan\n \
         <span style='font-style:italic'>heti</span>.<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>\
         {}{}{}{}<img src='file:///c:/x.png' onerror='alert(1)'>\
         <table class=MsoTableGrid border=1><tr><td colspan=2><p class=MsoNormal><b>Kunnat<o:p></o:p></b></p></td>\
         <td><p class=MsoNormal><b>€</b></p></td></tr><tr><td>Lahti</td><td>Hollola</td><td><p>1</p><p>2</p></td>\
         </tr></table><!--EndFragment--></body></html>",
        word(1, "l0", "·", "ensin"),
        word(2, "l0", "o", "sisempi"),
        word(2, "l0", "o", "toinen"),
        word(1, "l0", "·", "lopuksi"),
    );
    assert_eq!(
        clean(&html),
        "<h1>Hankkeen vaihe</h1><p><strong>Päätös:</strong> jatketaan <em>heti</em>.</p>\
         <ul><li>ensin<ul><li>sisempi</li><li>toinen</li></ul></li><li>lopuksi</li></ul>\
         <table><thead><tr><th scope=\"col\">Kunnat</th><th scope=\"col\"></th><th scope=\"col\">€</th></tr></thead>\
         <tbody><tr><td>Lahti</td><td>Hollola</td><td>1<br>2</td></tr></tbody></table>"
    );
}

#[test]
fn a_numbered_list_of_word_goes_on_after_a_paragraph_between() {
    let html = format!(
        "{}{}<p class=MsoNormal>Välissä</p>{}{}",
        word(1, "l1", "1.", "yksi"),
        word(2, "l1", "a)", "yksi a"),
        word(1, "l1", "2.", "kaksi"),
        word(1, "l2", "1.", "uusi"),
    );
    assert_eq!(
        clean(&html),
        "<ol><li>yksi<ol><li>yksi a</li></ol></li></ol><p>Välissä</p><ol start=\"2\"><li>kaksi</li></ol>\
         <ol><li>uusi</li></ol>"
    );
}

#[test]
fn a_paragraph_of_the_list_class_without_a_marker_is_a_paragraph() {
    assert_eq!(clean("<p class=MsoListParagraph>Jatkoa</p>"), "<p>Jatkoa</p>");
}

#[test]
fn links_are_kept_where_they_are_harmless() {
    assert_eq!(
        clean(
            "<p><a href='https://lahti.fi/?a=1&amp;b=2' onclick=x()>Lahti</a> <a href='javascript:x()'>x</a></p>"
        ),
        "<p><a href=\"https://lahti.fi/?a=1&amp;b=2\">Lahti</a> x</p>"
    );
}

#[test]
fn a_page_copied_from_a_browser_keeps_its_nested_lists() {
    assert_eq!(
        clean("<ul><li>a</li><ul><li>b</ul><li><p>c</p><p>d</p></ul><ol start=4><li>e</ol>"),
        "<ul><li>a<ul><li>b</li></ul></li><li>c<p>d</p></li></ul><ol start=\"4\"><li>e</li></ol>"
    );
    assert_eq!(
        clean("<b style=\"font-weight:normal\"><span style=\"font-weight:700\">x</span> y</b>"),
        "<p><strong>x</strong> y</p>"
    );
}

#[test]
fn lines_of_a_mail_parted_by_two_breaks_are_paragraphs() {
    assert_eq!(
        clean("Hei<br>kaikki<br><br>Terveisin<div>M</div>"),
        "<p>Hei<br>kaikki</p><p>Terveisin</p><p>M</p>"
    );
}

#[test]
fn nothing_of_scripts_styles_and_frames_is_left() {
    for nasty in [
        "<script>alert(1)</script>",
        "<style>p{}</style>",
        "<svg onload=x><script>y</script><g>z</g></svg>",
        "<iframe src=x>z</iframe>",
        "<!-- <b>x</b> -->",
        "<math><mtext><style><img src=x></style></mtext></math>",
        "<noscript><p>x</p></noscript>",
        "<title><b>x</b></title>",
    ] {
        assert_eq!(clean(&format!("<p>a{nasty}</p>")), "<p>a</p>", "{nasty}");
    }
}

#[test]
fn cells_that_span_rows_leave_empty_cells_below() {
    assert_eq!(
        clean("<table><tr><td rowspan=2>a<td>b<tr><td>c</table>"),
        "<table><tbody><tr><td>a</td><td>b</td></tr><tr><td></td><td>c</td></tr></tbody></table>"
    );
    assert_eq!(
        clean(
            "<table><caption>Taulu</caption><tr><th>k</th></tr><tr><td><table><tr><td>x<td>y</table></table>"
        ),
        "<p>Taulu</p><table><thead><tr><th scope=\"col\">k</th></tr></thead><tbody><tr><td>x y</td></tr></tbody></table>"
    );
}

#[test]
fn what_was_typed_as_plain_text_becomes_paragraphs_and_lists() {
    assert_eq!(
        clean(
            "Todettiin, että 1 < 2 & 3 > 2.\r\nToinen rivi\r\n\r\n- yksi\r\n  - sisempi\r\n- kaksi\r\n\r\n3. kolme\r\n4. neljä"
        ),
        "<p>Todettiin, että 1 &lt; 2 &amp; 3 &gt; 2.<br>Toinen rivi</p>\
         <ul><li>yksi<ul><li>sisempi</li></ul></li><li>kaksi</li></ul>\
         <ol start=\"3\"><li>kolme</li><li>neljä</li></ol>"
    );
    assert_eq!(clean("24.9.2021 kokous"), "<p>24.9.2021 kokous</p>");
}

#[test]
fn plain_text_goes_out_as_it_can_be_typed_in() {
    let typed = "Eka\ntoka\n\n- yksi\n  jatko\n  - sisempi\n- kaksi\n\n3. kolme\n4. neljä\n\nLoppu";
    assert_eq!(RichText::from_input(typed).unwrap().to_plain(), typed);
}

#[test]
fn an_excerpt_ends_between_words() {
    let text = RichText::from_input("<h2>Otsikko</h2><p>Kunnat jatkavat, hanketta.</p>").unwrap();
    assert_eq!(text.excerpt(24), "Otsikko Kunnat jatkavat…");
    assert_eq!(text.excerpt(34), "Otsikko Kunnat jatkavat, hanketta.");
    assert_eq!(text.excerpt(0), "");
}

#[test]
fn sentences_are_not_cut_at_dates_and_short_forms() {
    let text = "<h1>O</h1><p>Kokous 24. syyskuuta, mm. Lahti ja A. Virtanen, päätti 24.9.2021 asian. Toinen lause! \
                Kolmas.</p>";
    assert_eq!(
        RichText::parse(text).first_sentences(2),
        "Kokous 24. syyskuuta, mm. Lahti ja A. Virtanen, päätti 24.9.2021 asian. Toinen lause!"
    );
    assert_eq!(
        RichText::parse("<p>Alkoi vuonna 2013. Kesti kauan.</p>").first_sentences(1),
        "Alkoi vuonna 2013."
    );
}

#[test]
fn nothing_is_said_by_empty_marks() {
    assert!(
        RichText::parse("<p>&nbsp;</p><ul><li> </li></ul><table><tr><td></td></tr></table><b></b>")
            .is_empty()
    );
    assert!(RichText::from_input(" \n ").unwrap().is_empty());
}

#[test]
fn too_large_an_input_is_told() {
    let large = "a".repeat(MAX_INPUT + 1);
    assert_eq!(
        RichText::from_input(&large),
        Err(RichTextError::TooLarge { size: MAX_INPUT + 1, limit: MAX_INPUT })
    );
    assert!(matches!(
        RichText::from_input_within(
            &format!("<table>{}</table>", "<tr><td colspan=60>a<td>b".repeat(40)),
            2000
        ),
        Err(RichTextError::TooLarge { .. })
    ));
}

#[test]
fn headings_lie_under_those_of_the_page() {
    let text = RichText::parse("<h1>a</h1><h3>b</h3>");
    assert_eq!(text.to_html_under(2), "<h3>a</h3><h5>b</h5>");
}
