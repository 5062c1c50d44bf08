//! What a handler answers instead of a page. The page that says so is put around it by the outermost layers, so that
//! every fault, wherever it comes from, looks and helps alike.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use genbo_app::error::ActionError;

/// Why there is no page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// There is no such thing, or the viewer may not see it.
    NotFound,
    /// Somebody must sign in first.
    SignIn(Box<Asked>),
    /// The viewer may not do this.
    Forbidden,
    /// What was sent cannot be understood or done; each line says what is wrong and how to mend it.
    Invalid(Vec<String>),
    /// The address cannot be used like that.
    Method,
    /// What was sent is too large.
    TooLarge,
    /// The answer took too long.
    Slow,
    /// The program or its database failed; the log says why.
    Internal,
}

/// What somebody wanted who must sign in first, so that nothing of it is lost.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// The address, with its query.
    pub to: String,
    /// Whether something was sent there.
    pub sent: bool,
    /// What was sent.
    pub fields: Vec<(String, String)>,
    /// Whether something was sent that cannot be kept: a file, or too much.
    pub lost: bool,
    /// Who was signed in until a while ago.
    pub was: Option<String>,
}

impl Fault {
    /// Its status.
    pub const fn status(&self) -> StatusCode {
        match self {
            Fault::NotFound => StatusCode::NOT_FOUND,
            Fault::SignIn(_) => StatusCode::UNAUTHORIZED,
            Fault::Forbidden => StatusCode::FORBIDDEN,
            Fault::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Fault::Method => StatusCode::METHOD_NOT_ALLOWED,
            Fault::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Fault::Slow => StatusCode::SERVICE_UNAVAILABLE,
            Fault::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The fault that a bare status stands for.
    pub(crate) fn of_status(status: StatusCode) -> Option<Fault> {
        Some(match status {
            StatusCode::NOT_FOUND => Fault::NotFound,
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Fault::Forbidden,
            StatusCode::METHOD_NOT_ALLOWED => Fault::Method,
            StatusCode::PAYLOAD_TOO_LARGE => Fault::TooLarge,
            StatusCode::REQUEST_TIMEOUT | StatusCode::SERVICE_UNAVAILABLE => Fault::Slow,
            s if s.is_client_error() => Fault::Invalid(Vec::new()),
            s if s.is_server_error() => Fault::Internal,
            _ => return None,
        })
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl From<ActionError> for Fault {
    fn from(error: ActionError) -> Self {
        match error {
            ActionError::Forbidden => Fault::Forbidden,
            ActionError::NotFound => Fault::NotFound,
            ActionError::Problems(problems) => {
                Fault::Invalid(problems.iter().map(ToString::to_string).collect())
            }
            ActionError::Rules(faults) => {
                Fault::Invalid(faults.iter().map(|fault| fault.problem.to_string()).collect())
            }
            ActionError::Conflicts(lines) => Fault::Invalid(lines),
            ActionError::Account(refusal) => Fault::Invalid(vec![refusal.to_string()]),
            other => {
                tracing::error!(error = %other, "an action failed");
                Fault::Internal
            }
        }
    }
}

impl From<askama::Error> for Fault {
    fn from(error: askama::Error) -> Self {
        tracing::error!(%error, "a template failed");
        Fault::Internal
    }
}
