using System.Security.Claims;
using OrleansTrading.Contracts.Access;
using OrleansTrading.Domain.Access;

namespace OrleansTrading.Silo.Access;

/// <summary>
/// Decides about sign-ins. A name that does not exist is answered like a wrong password, and after as long. Comparing passwords is made
/// slow on purpose, so only a few are compared at once and the rest of the service keeps its processors.
/// </summary>
internal sealed partial class SignIns(
    AccessRules rules, SignInLimiter limiter, KnownDevices devices, SessionCheck check, AccessDirectory directory, IAuditLog log, TimeProvider time, ILogger<SignIns> logger) : IDisposable
{
    private const int AtOnce = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _comparing = new(AtOnce, AtOnce);

    public sealed record Answer(ClaimsPrincipal? Principal, bool IsLockedOut);

    public async Task<Answer> TryAsync(string name, string password, HttpContext context)
    {
        var (network, from) = (RemoteAddress.NetworkOf(context), RemoteAddress.Of(context));
        var device = devices.Find(context, name);
        var (ofName, ofAddress) = (device ?? name, device ?? network);
        var (mayTry, isLast) = limiter.Begin(ofName, ofAddress);
        if (!mayTry)
            return new Answer(null, IsLockedOut: true);
        var user = rules.Options.Users.GetValueOrDefault(name);
        if (!await MatchesAsync(user, password, context.RequestAborted))
        {
            if (isLast)
                LogLockedOut(AuditText.Word(name), from, rules.Options.LockoutTime);
            await WriteAsync(name, from, AuditOutcome.Refused, isLast ? "Wrong name or password; further attempts have to wait." : "Wrong name or password.");
            return new Answer(null, isLast);
        }

        limiter.Succeeded(ofName, ofAddress);
        // As it is written in the settings, not as it was typed.
        var known = rules.Options.Users.Keys.First(key => string.Equals(key, name, StringComparison.OrdinalIgnoreCase));
        await WriteAsync(known, from, AuditOutcome.Done, null);
        devices.Remember(context, known);
        return new Answer(SessionIdentity.Make(known, user!, from, time.GetUtcNow().ToUnixTimeMilliseconds()), false);
    }

    /// <summary>Ends the session of whoever has one.</summary>
    public async Task EndAsync(ClaimsPrincipal principal)
    {
        if (!SessionIdentity.Is(principal) || SessionIdentity.IdOf(principal) is not { } id || SessionIdentity.BegunOf(principal) is not { } begun)
            return;
        await directory.EndSessionAsync(new EndedSession(id, check.EndOf(begun)));
        var person = Person.Of(principal);
        await WriteAsync(person.Name, person.From, AuditOutcome.Done, null, "session.end");
    }

    public void Dispose() => _comparing.Dispose();

    private async Task<bool> MatchesAsync(UserOptions? user, string password, CancellationToken cancellationToken)
    {
        if (!await _comparing.WaitAsync(Patience, cancellationToken))
            throw new TimeoutException("Too many people sign in at once.");
        try
        {
            return await Task.Run(() => Passwords.Matches(user?.PasswordHash, password), cancellationToken);
        }
        finally
        {
            _comparing.Release();
        }
    }

    /// <remarks>Nobody is kept out by a log that cannot be written: they may have come to stop something.</remarks>
    private async Task WriteAsync(string name, string from, AuditOutcome outcome, string? detail, string action = "session.begin")
    {
        var now = time.GetUtcNow();
        var entry = new AuditEntry(
            Guid.CreateVersion7(now).ToString("N"), now.ToUnixTimeMilliseconds(), name, "sign-in", from, action, name, outcome, Detail: detail);
        try
        {
            await log.AddAsync(AuditText.Fitting(entry), CancellationToken.None);
        }
        catch (Exception exception)
        {
            LogNotWritten(AuditText.Word(name), outcome, exception);
        }
    }

    [LoggerMessage(1324, LogLevel.Warning, "Too many failed sign-ins, the last under the name {Name} from {From}; further attempts wait {Time}")]
    private partial void LogLockedOut(string name, string from, TimeSpan time);

    [LoggerMessage(1325, LogLevel.Error, "A sign-in of {Name} ({Outcome}) could not be written to the audit log")]
    private partial void LogNotWritten(string name, AuditOutcome outcome, Exception exception);
}
