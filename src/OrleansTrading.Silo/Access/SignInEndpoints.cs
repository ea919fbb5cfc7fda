using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;

namespace OrleansTrading.Silo.Access;

/// <summary>What the forms of sign-in and sign-out are sent to. Their antiforgery tokens are checked before.</summary>
internal static class SignInEndpoints
{
    public const string Path = "/sign-in";

    /// <summary>Anybody may send these forms, so nobody may make the service read more than they hold.</summary>
    private static readonly RequestSizeLimitAttribute Small = new(16 * 1024);

    public static void MapSignIn(this WebApplication app)
    {
        app.MapPost(Path, SignInAsync).AllowAnonymous().ExcludeFromDescription().WithMetadata(Small);
        app.MapPost("/sign-out", SignOutAsync).AllowAnonymous().ExcludeFromDescription().WithMetadata(Small);
    }

    /// <summary>An address of this site; the first page in place of anything else.</summary>
    public static string LocalAddress(string? wanted) =>
        wanted is { Length: > 0 and < 2000 } && wanted[0] == '/' && (wanted.Length == 1 || wanted[1] is not ('/' or '\\')) && !wanted.Any(char.IsControl) ? wanted : "/";

    internal static async Task<IResult> SignInAsync(
        [FromForm(Name = "name")] string? name, [FromForm(Name = "password")] string? password, [FromForm(Name = "return")] string? wanted,
        HttpContext context, SignIns signIns)
    {
        if (name is not { Length: > 0 and <= 64 } || password is not { Length: > 0 and <= Passwords.Longest })
            return Again("wrong", wanted);
        var answer = await signIns.TryAsync(name, password, context);
        if (answer.Principal is not { } principal)
            return Again(answer.IsLockedOut ? "wait" : "wrong", wanted);
        await context.SignInAsync(SessionCookie.Name, principal);
        return Results.LocalRedirect(LocalAddress(wanted));
    }

    internal static async Task<IResult> SignOutAsync(IFormCollection form, HttpContext context, SignIns signIns)
    {
        // Taken for the token in it, which is checked when it is read.
        _ = form;
        // First the session, then the cookie: a copy of the cookie is no good from here on.
        await signIns.EndAsync(context.User);
        await context.SignOutAsync(SessionCookie.Name);
        return Results.LocalRedirect(Path);
    }

    private static IResult Again(string problem, string? wanted) =>
        Results.LocalRedirect($"{Path}?problem={problem}&return={Uri.EscapeDataString(LocalAddress(wanted))}");
}
