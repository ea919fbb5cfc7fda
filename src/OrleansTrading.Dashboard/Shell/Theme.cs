using Microsoft.AspNetCore.Http;

namespace OrleansTrading.Dashboard.Shell;

/// <summary>The theme a user has chosen, kept in a cookie so that the first drawing of a page is right.</summary>
internal static class Theme
{
    public const string Cookie = "theme";

    /// <summary><c>light</c> or <c>dark</c>; <c>system</c> when none was chosen.</summary>
    public static string Of(HttpContext? http) => http?.Request.Cookies[Cookie] is "light" or "dark" ? http.Request.Cookies[Cookie]! : "system";
}
