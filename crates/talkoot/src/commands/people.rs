//! People by the command line: the first administrator has nobody who could let them in.

use std::sync::Arc;

use clap::Subcommand;
use kit::{Role, SystemClock};
use page::{App, Tenant};
use people::persons::{self, NewPerson, Person};
use people::{bodies, municipalities, tenants};
use signin::accounts;
use store::{Act, Tx};
use uuid::Uuid;

use crate::cli::say;
use crate::failure::Failure;
use crate::places::Places;
use crate::start;

#[derive(Debug, Subcommand)]
pub(crate) enum User {
    /// Add a person
    Add {
        /// The address with which the person signs in
        email: String,
        /// The name as shown
        name: String,
        /// The title or office
        #[arg(long, default_value = "")]
        title: String,
        /// The tenant's key, as paijat-hame; needed when there are several
        #[arg(long)]
        tenant: Option<String>,
    },
    /// Give a person a role
    Role {
        /// The person's address
        email: String,
        /// admin, coordinator, secretary, official…
        role: String,
        /// Only in this body, by its key
        #[arg(long)]
        body: Option<String>,
        /// For this municipality, by its name in addresses
        #[arg(long)]
        municipality: Option<String>,
        /// The tenant's key, as paijat-hame; needed when there are several
        #[arg(long)]
        tenant: Option<String>,
    },
    /// Give a person a new password, shown once; it must be changed at the next sign-in
    Reset {
        /// The person's address, which is the login where there is none yet
        email: String,
        /// The tenant's key, as paijat-hame; needed when there are several
        #[arg(long)]
        tenant: Option<String>,
    },
}

pub(crate) async fn user(places: &Places, what: User) -> Result<(), Failure> {
    let (app, _) = start::program(&places.addresses()?, Arc::new(SystemClock), None).await?;
    match what {
        User::Add { email, name, title, tenant } => {
            let tenant = the_tenant(&app, tenant.as_deref()).await?;
            if !email.contains('@') {
                return Err(Failure::Refused(format!("{email} is not a mail address.")));
            }
            if persons::by_email(app.db(), tenant.id, &email).await?.is_some() {
                return Err(Failure::Refused(format!("{email} is there already.")));
            }
            let mut tx = begin(&app, &tenant).await?;
            let new = NewPerson { name, title, email: Some(email.clone()), ..NewPerson::default() };
            persons::create(&mut tx, new).await?;
            tx.commit().await?;
            say(format!("{email} was added to {}.", tenant.key));
        }
        User::Role { email, role, body, municipality, tenant } => {
            let tenant = the_tenant(&app, tenant.as_deref()).await?;
            let person = the_person(&app, &tenant, &email).await?;
            let role = Role::parse(&role).ok_or_else(|| {
                let all: Vec<_> = Role::ALL.iter().map(|r| r.code()).collect();
                Failure::Refused(format!("{role} is not a role. Roles: {}.", all.join(", ")))
            })?;
            let body = match body {
                Some(key) => Some(
                    bodies::by_key(app.db(), tenant.id, &key)
                        .await?
                        .ok_or_else(|| Failure::Refused(format!("There is no body {key}.")))?
                        .id,
                ),
                None => None,
            };
            let municipality = match municipality {
                Some(slug) => Some(
                    municipalities::by_slug(app.db(), tenant.id, &slug)
                        .await?
                        .ok_or_else(|| Failure::Refused(format!("There is no municipality {slug}.")))?
                        .id,
                ),
                None => None,
            };
            let mut tx = begin(&app, &tenant).await?;
            persons::grant(&mut tx, person.id, role, body, municipality, app.today()).await?;
            tx.commit().await?;
            say(format!("{email} is now {} at {}.", role.code(), tenant.key));
        }
        User::Reset { email, tenant } => {
            let tenant = the_tenant(&app, tenant.as_deref()).await?;
            let person = the_person(&app, &tenant, &email).await?;
            let password = Uuid::new_v4().simple().to_string();
            let mut tx = begin(&app, &tenant).await?;
            let account = match accounts::of(tx.conn(), tenant.id, person.id).await? {
                Some(account) => account,
                None => accounts::create(&mut tx, person.id, &email, &password).await?,
            };
            accounts::set_password(&mut tx, &account, &password, true).await?;
            tx.commit().await?;
            say(format!("Login: {}\nPassword: {password}", account.login));
        }
    }
    Ok(app.store().clone().close().await?)
}

async fn begin(app: &App, tenant: &Tenant) -> Result<Tx, Failure> {
    Ok(app.store().begin(Act::machinery("command", tenant.id, app.now())).await?)
}

/// The named tenant, or the only one.
pub(crate) async fn the_tenant(app: &App, key: Option<&str>) -> Result<Tenant, Failure> {
    let mut all = tenants::list(app.db()).await?;
    let keys = all.iter().map(|t| t.key.as_str()).collect::<Vec<_>>().join(", ");
    match key {
        Some(key) => all
            .into_iter()
            .find(|t| t.key == key)
            .ok_or_else(|| Failure::Refused(format!("There is no tenant {key}. Tenants: {keys}."))),
        None if all.len() == 1 => Ok(all.remove(0)),
        None if all.is_empty() => Err(Failure::Refused("The store holds no tenant yet.".to_owned())),
        None => Err(Failure::Usage(format!("Say which tenant with --tenant: {keys}."))),
    }
}

async fn the_person(app: &App, tenant: &Tenant, email: &str) -> Result<Person, Failure> {
    persons::by_email(app.db(), tenant.id, email).await?.ok_or_else(|| {
        Failure::Refused(format!("There is no {email}. Add the person with: talkoot user add."))
    })
}
