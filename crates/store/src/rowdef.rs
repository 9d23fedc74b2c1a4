/// Defines the entity of one table that has `id` and `tenant`: `store::row!(/// doc  body, "body", { key: String });`
/// makes a module `body` with SeaORM's `Entity`, `Column`, `Model` and `ActiveModel`. The slice needs `sea-orm` and
/// `serde` among its dependencies. A field may be kept out of the audit trail by `#[serde(skip)]`.
#[macro_export]
macro_rules! row {
    ($(#[$doc:meta])* $module:ident, $table:literal, { $($(#[$attr:meta])* $field:ident : $kind:ty),* $(,)? }) => {
        $(#[$doc])*
        #[allow(missing_docs, reason = "the columns are words of the field")]
        pub mod $module {
            #[allow(unused_imports, reason = "not every table has all kinds of columns")]
            use $crate::{Day, Json, LocalText, Stamp};
            use sea_orm::entity::prelude::*;

            #[derive(Clone, Debug, PartialEq, DeriveEntityModel, serde::Serialize)]
            #[sea_orm(table_name = $table)]
            pub struct Model {
                #[sea_orm(primary_key, auto_increment = false)]
                pub id: Uuid,
                pub tenant: Uuid,
                $($(#[$attr])* pub $field: $kind,)*
            }

            #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
            pub enum Relation {}

            impl ActiveModelBehavior for ActiveModel {}
        }
    };
}
