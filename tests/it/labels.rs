//! How well parts and questions are found: in real documents, which are not part of this tree, and
//! in the labelled texts that are.

use sixpager_tests::labels::score_folder;
use std::path::Path;

/// Below these a change has made the reading of real documents worse.
#[test]
fn real_documents_are_read_as_a_person_reads_them() {
    let Some(folder) = std::env::var_os("SIXPAGER_CORPUS") else {
        eprintln!("skipped: SIXPAGER_CORPUS names no folder of real documents");
        return;
    };
    let scores =
        score_folder(Path::new(&folder)).expect("the folder has labels.json and its documents");
    let table = scores.table();
    assert!(
        scores.parts.precision() >= 0.95 && scores.parts.recall() >= 0.95,
        "{table}"
    );
    assert!(
        scores.questions.precision() >= 0.98 && scores.questions.recall() >= 0.98,
        "{table}"
    );
    assert!(scores.sides.precision() >= 0.98, "{table}");
    assert!(
        scores.unanswered.precision() >= 0.95 && scores.unanswered.recall() >= 0.95,
        "{table}"
    );
    assert!(scores.missing.recall() >= 0.95, "{table}");
}

/// The texts of `tests/samples`, and those of `tests/samples/unseen`, which came later.
#[test]
fn drafts_of_other_shapes_are_read_as_a_person_reads_them() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    for folder in [samples.join("unseen"), samples] {
        let scores = score_folder(&folder).expect("the folder has labels.json and its texts");
        let table = scores.table();
        assert!(scores.parts.f1() >= 0.90, "{table}");
        assert!(scores.questions.f1() >= 0.98, "{table}");
        assert!(scores.sides.f1() >= 0.90, "{table}");
        assert!(scores.unanswered.precision() >= 1.0, "{table}");
        assert!(scores.missing.recall() >= 1.0, "{table}");
    }
}
