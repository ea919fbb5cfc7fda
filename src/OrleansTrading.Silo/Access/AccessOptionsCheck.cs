using Microsoft.Extensions.Options;
using OrleansTrading.Domain.Access;

namespace OrleansTrading.Silo.Access;

/// <summary>What annotations cannot say of who may use the service.</summary>
internal sealed class AccessOptionsCheck : IValidateOptions<AccessOptions>
{
    private const int ShortestSecret = 16;

    private static readonly string[] Taken = ["nobody", LocalHandler.Name, "unnamed"];

    /// <summary>Whether the audit log has this name for something else than a person: the admin of an open service, nobody, or a token.</summary>
    public static bool IsTaken(string name) => Taken.Contains(name.Trim(), StringComparer.OrdinalIgnoreCase) || name.TrimStart().StartsWith("token ", StringComparison.OrdinalIgnoreCase);

    public ValidateOptionsResult Validate(string? name, AccessOptions options)
    {
        List<string> defects = [.. options.Users.SelectMany(user => Of(user.Key, user.Value)), .. Of(options.Proxy)];
        if (!Networks.TryParse(options.MetricsFrom, out _, out var wrong))
            defects.Add($"Access:MetricsFrom has '{wrong}'; expected addresses or networks such as 10.0.0.0/8, separated by commas.");
        if (options.SessionIdle > options.SessionLength)
            defects.Add($"Access:SessionIdle is {options.SessionIdle}; expected at most Access:SessionLength, {options.SessionLength}.");
        return defects.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(defects);
    }

    private static IEnumerable<string> Of(string name, UserOptions user)
    {
        if (name.Length > 64 || name.Any(character => char.IsControl(character) || char.IsWhiteSpace(character)) || IsTaken(name))
            yield return $"Access:Users:{AuditText.Word(name)} is not a name that somebody can have; expected up to 64 characters without blanks, and none of {string.Join(", ", Taken)}.";
        if (!Enum.IsDefined(user.Role))
            yield return $"Access:Users:{name}:Role is '{user.Role}'; expected one of {string.Join(", ", Enum.GetNames<Role>())}.";
        if (!Passwords.IsHash(user.PasswordHash))
            yield return $"Access:Users:{name}:PasswordHash is {(user.PasswordHash.Length == 0 ? "missing" : "not such a hash")}; expected what 'OrleansTrading.Silo hash-password' prints.";
    }

    private static IEnumerable<string> Of(ProxyOptions proxy)
    {
        if (!Networks.TryParse(proxy.Addresses, out var addresses, out var wrong))
            yield return $"Access:Proxy:Addresses has '{wrong}'; expected addresses or networks such as 10.0.0.0/8, separated by commas.";
        if (proxy.UserHeader is { Length: > 0 } && addresses is { Any: false })
            yield return "Access:Proxy:UserHeader is set, but Access:Proxy:Addresses names no proxy that may send it.";
        // Before the proxy that signs people in may stand one that lets headers pass; its address alone proves nothing.
        if (proxy.UserHeader is { Length: > 0 } && string.IsNullOrEmpty(proxy.SecretHeader) && string.IsNullOrEmpty(proxy.Secret))
            yield return "Access:Proxy:UserHeader is set, but no secret: whoever gets that header through to the service could be anybody. Expected Access:Proxy:SecretHeader and Access:Proxy:Secret, which the proxy that signs people in sends with every request.";
        if (proxy.UserHeader is { Length: > 0 } && !proxy.Groups.ContainsValue(Role.Admin))
            yield return "Access:Proxy:UserHeader is set, but Access:Proxy:Groups makes nobody an Admin; expected Access:Proxy:Groups:NAME to be Admin for one group.";
        if (proxy.Groups.Values.FirstOrDefault(role => !Enum.IsDefined(role)) is var undefined && undefined != default)
            yield return $"Access:Proxy:Groups has the role '{undefined}'; expected one of {string.Join(", ", Enum.GetNames<Role>())}.";
        if (string.IsNullOrEmpty(proxy.SecretHeader) != string.IsNullOrEmpty(proxy.Secret))
            yield return "Access:Proxy:SecretHeader and Access:Proxy:Secret are to be set both or neither.";
        else if (proxy.Secret is { Length: > 0 and < ShortestSecret })
            yield return $"Access:Proxy:Secret is too short; expected at least {ShortestSecret} characters.";
    }
}
