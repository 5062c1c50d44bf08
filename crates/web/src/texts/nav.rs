//! The menu.

subject! {
    /// The menu, named by what people look for.
    pub struct Nav {
        menu: "Meny", "Menu";
        main: "Huvudmeny", "Main menu";
        you_are_here: "Du är här", "You are here";
        my_page: "Min sida", "My page";
        cooperations: "Samverkan", "Cooperations";
        bodies: "Organ", "Bodies";
        meetings: "Möten", "Meetings";
        wheel: "Årshjul", "Year wheel";
        matters: "Ärenden", "Matters";
        commissions: "Uppdrag", "Commissions";
        referrals: "Remisser", "Referrals";
        plans: "Planer", "Plans";
        rules: "Regler", "Rules";
        municipalities: "Kommun", "Municipality";
        courses: "Utbildning", "Courses";
        examples: "Goda exempel", "Good examples";
        notices: "Anslagstavla", "Notice board";
        search: "Sök", "Search";
        accounts: "Konton", "Accounts";
        trail: "Logg", "Log";
        outbox: "Utskick", "Outbox";
        own_calendar: "Min kalender", "My calendar";
    }
}
