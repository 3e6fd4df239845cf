//! `comptoir user`: makes users, lists them, and lets one choose a password again. Whoever runs this owns the database.

use super::{Desk, Exit, misused, refuse};
use crate::site::Site;
use app::names;
use clap::{Args, Subcommand};
use domain::{Role, user::email_key};
use store::{
    StoreError,
    events::Actor,
    ids,
    people::{
        Secret, entry,
        users::{self, NewUser},
    },
};

/// What `user` is told.
#[derive(Args, Clone, Debug)]
pub struct UserArgs {
    /// Where people reach the desk, for the links that are printed
    #[arg(long, global = true, value_name = "URL", env = "COMPTOIR_PUBLIC_URL", default_value = "http://127.0.0.1:3000", value_parser = Site::parse)]
    public_url: Site,
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Clone, Debug)]
enum What {
    /// Make a user; prints a one-time link to choose a password
    Add {
        /// E-mail address
        #[arg(long, env = "COMPTOIR_USER_EMAIL")]
        email: String,
        /// Full name
        #[arg(long, env = "COMPTOIR_USER_NAME")]
        name: String,
        /// Role: owner, manager or viewer
        #[arg(long, env = "COMPTOIR_USER_ROLE", value_parser = role)]
        role: Role,
    },
    /// List the users
    List,
    /// Let a user choose a new password; prints a one-time link
    Reset {
        /// E-mail address
        #[arg(long, env = "COMPTOIR_USER_EMAIL")]
        email: String,
    },
}

/// Does it.
pub(super) async fn run(args: UserArgs, desk: &Desk) -> Exit {
    let UserArgs { public_url, what } = args;
    match what {
        What::Add { email, name, role } => add(desk, &public_url, &email, name.trim(), role).await,
        What::List => list(desk).await.map_or_else(refuse, |()| Exit::Done),
        What::Reset { email } => reset(desk, &public_url, &email).await,
    }
}

async fn add(desk: &Desk, site: &Site, email: &str, name: &str, role: Role) -> Exit {
    if email_key(email).is_none() {
        return misused(format!("--email: {email:?} is not an e-mail address"));
    }
    if name.is_empty() {
        return misused("--name: a name is needed");
    }
    let new = NewUser { email, name, role, password_hash: None };
    match entry::invite(&desk.db, &Actor::System, new, ids::now()).await {
        Ok((_, link)) => print_link(site, &link),
        Err(StoreError::Taken(email)) => {
            refuse(format!("{email} is a user already; `comptoir user reset --email {email}` makes a new link"))
        }
        Err(error) => refuse(error),
    }
}

async fn reset(desk: &Desk, site: &Site, email: &str) -> Exit {
    let found = match users::by_email(&desk.db, email).await {
        Ok(found) => found,
        Err(error) => return refuse(error),
    };
    match found {
        None => refuse(format!("nobody here has the e-mail {email}; `comptoir user list` lists everybody")),
        Some(credentials) if credentials.user.disabled => refuse(format!("{email} may no longer sign in")),
        Some(credentials) => match entry::password_link(&desk.db, credentials.user.id, ids::now()).await {
            Ok(link) => print_link(site, &link),
            Err(error) => refuse(error),
        },
    }
}

async fn list(desk: &Desk) -> store::Result<()> {
    for user in users::list(&desk.db).await? {
        let state = if user.disabled { "  (–)" } else { "" };
        println!("{}  {}  {}{state}", user.email, user.name, names::role(desk.words, user.role));
    }
    Ok(())
}

fn print_link(site: &Site, link: &Secret) -> Exit {
    println!("link: {}", site.link(&format!("/welcome/{}", link.text())));
    eprintln!("It works once, within 24 hours.");
    Exit::Done
}

fn role(text: &str) -> Result<Role, String> {
    Role::parse(text).ok_or_else(|| "one of owner, manager, viewer".to_owned())
}
