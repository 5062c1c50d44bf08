//! Others' accounts, and what roles may do.

use crate::lang::Lang;

subject! {
    /// Others' accounts, and what roles may do.
    pub struct AccountsTexts {
        title: "Konton", "Accounts";
        add: "Lägg till konto", "Add an account";
        new: "Nytt konto", "New account";
        matrix: "Vad rollerna får göra", "What the roles may do";
        post_roles: "Roller som följer befattningar", "Roles that go with posts";
        name: "Användarnamn", "User name";
        name_hint: "a–z, 0–9 och bindestreck, till exempel anna-berg", "a–z, 0–9 and hyphens, for example anna-berg";
        display_name: "Namn som visas", "Name that is shown";
        display_name_hint: "Namn, komma och uppgift, till exempel Anna Berg, registrator", "Name, comma and task, for example Anna Berg, registrar";
        email_hint: "Dit går inbjudan. Visas för ingen annan än kontots ägare och den som sköter kontot.", "The invitation goes there. Shown to nobody but the account's owner and whoever looks after it.";
        person: "Person", "Person";
        person_hint: "Personens adress i Genbo, till exempel anna-berg. Då får kontot de roller som följer personens befattningar.", "The person's address in Genbo, for example anna-berg. The account then has the roles that go with the person's posts.";
        roles: "Roller", "Roles";
        no_roles: "Ingen roll", "No role";
        fixed: "De här rollerna ändras inte här: de följer en befattning eller ligger utanför det du sköter.", "These roles are not changed here: they go with a post or lie outside what you look after.";
        add_roles: "Lägg till roller", "Add roles";
        role: "Roll", "Role";
        scope: "Gäller", "Counts in";
        scope_hint: "Välj i listan eller skriv adressen. Tomt betyder hela installationen.", "Choose from the list or write the address. Blank means the whole installation.";
        everywhere: "hela installationen", "the whole installation";
        by_post: "följer", "goes with";
        state: "Läge", "State";
        open: "Öppna", "Open";
        waiting: "Har inget lösenord", "Without password";
        ended: "Avslutade", "Ended";
        all: "Alla lägen", "All states";
        is_open: "öppet", "open";
        is_waiting: "inget lösenord", "no password";
        is_ended: "avslutat", "ended";
        open_account: "Ändra", "Change";
        none: "Inga konton stämmer med urvalet.", "No accounts fit the choice.";
        not_whole: "En del av kontot ligger utanför det du sköter. Du kan ändra rollerna i din egen del.", "Part of the account lies outside what you look after. You can change the roles in your own part.";
        more: "Mer om kontot", "More about the account";
        invite: "Bjud in", "Invite";
        renew: "Skicka länk för nytt lösenord", "Send a link for a new password";
        renew_text: "Ett brev går till kontots e-postadress med en länk där ägaren väljer ett nytt lösenord. Det gamla gäller tills dess, och ingen annan får se eller bestämma det nya.", "A letter goes to the account's e-mail address with a link where its owner chooses a new password. The old one counts until then, and nobody else sees or sets the new one.";
        invite_text: "Ett brev går till kontots e-postadress med en länk där ägaren väljer lösenord.", "A letter goes to the account's e-mail address with a link where its owner chooses a password.";
        no_mail: "Ingen e-postserver är inställd, så brevet väntar tills det finns en.", "No mail server is set up, so the letter waits until there is one.";
        invite_without: "Skriv en e-postadress och spara, så kan du bjuda in.", "Write an e-mail address and save, and you can invite.";
        end: "Avsluta kontot", "End the account";
        end_text: "Ingen kan logga in med kontot längre. Allt som är gjort står kvar. Kontot kan öppnas igen.", "Nobody can sign in with the account any more. All that was done stays. The account can be opened again.";
        reopen: "Öppna kontot igen", "Open the account again";
        reopen_text: "Kontot får tillbaka sina roller och sitt lösenord.", "The account gets its roles and its password back.";
        matrix_title: "Behörigheter", "Permissions";
        matrix_lead: "En roll gäller i en organisation, en samverkan eller ett organ, och för allt som hör dit. Där ingen roll gäller är svaret nej.", "A role counts in an organisation, a cooperation or a body, and for everything that belongs there. Where no role counts, the answer is no.";
        matrix_caption: "Vad varje roll får göra där den gäller", "What each role may do where it counts";
        permission: "Behörighet", "Permission";
        may: "får", "may";
        may_not: "får inte", "may not";
        only_everywhere: "får, om rollen gäller hela installationen", "may, if the role counts in the whole installation";
        nouns: "Vad varje behörighet omfattar", "What each permission covers";
        no_nouns: "Inga uppgifter av eget slag.", "No facts of their own kind.";
        your_roles: "Dina roller", "Your roles";
        who: "Vilka får göra vad där du sköter konton", "Who may do what where you look after accounts";
        post_roles_lead: "Den som har befattningen i dag har rollen. När befattningen byter innehavare följer rollen med.", "Whoever holds the post today has the role. When the post changes holder, the role follows.";
        post: "Befattning", "Post";
        post_hint: "Befattningens adress i Genbo, till exempel svalov/kommundirektor", "The post's address in Genbo, for example svalov/kommundirektor";
        find_post: "Visa befattningen", "Show the post";
        no_post_roles: "Ingen befattning har någon roll.", "No post has a role.";
        holders: "Har den i dag", "Holds it today";
        no_holder: "Ingen som är känd", "Nobody that is known";
    }
}

impl Lang {
    /// How many accounts there are.
    pub fn accounts_found(self, n: usize) -> String {
        match (self, n) {
            (Lang::Sv, 0) => "Inga konton.".to_owned(),
            (Lang::Sv, 1) => "Ett konto.".to_owned(),
            (Lang::Sv, n) => format!("{n}\u{a0}konton."),
            (Lang::En, 0) => "No accounts.".to_owned(),
            (Lang::En, 1) => "One account.".to_owned(),
            (Lang::En, n) => format!("{n}\u{a0}accounts."),
        }
    }
}
