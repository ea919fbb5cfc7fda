using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using OrleansTrading.Domain.Alerting;

namespace OrleansTrading.Grains.Alerting;

/// <summary>Checks routes and rules at start. Never says what a secret is, nor an address that may be one.</summary>
internal sealed class AlertingOptionsCheck : IValidateOptions<AlertingOptions>
{
    private const int LongestName = 40;

    public ValidateOptionsResult Validate(string? name, AlertingOptions options)
    {
        var defects = options.Routes.SelectMany(route => OfRoute(route.Key, route.Value))
            .Concat(options.Rules.SelectMany(rule => OfRule(rule.Key, rule.Value, options)))
            .Concat(options.Metrics.SelectMany(metric => OfMetric(metric.Key, metric.Value)))
            .Concat(options.Inhibitions.SelectMany(inhibition => OfInhibition(inhibition.Key, inhibition.Value))).ToList();
        return defects.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(defects);
    }

    private static IEnumerable<string> OfRoute(string name, AlertRouteOptions route)
    {
        var setting = $"{AlertingOptions.Section}:{nameof(AlertingOptions.Routes)}:{name}";
        foreach (var defect in OfNameAndParts(setting, name, route))
            yield return defect;
        if (AlertSecret.Defect(route) is { } secret)
            yield return $"{setting}: {secret}.";
        foreach (var defect in route.Kind switch { AlertRouteKind.Webhook => OfWebhook(route), AlertRouteKind.Telegram => OfTelegram(route), _ => OfEmail(route) })
            yield return $"{setting}:{defect}.";
    }

    private static IEnumerable<string> OfWebhook(AlertRouteOptions route)
    {
        if (!IsWeb(route.Address))
            yield return $"{nameof(route.Address)}: expected an absolute http or https address";
    }

    private static IEnumerable<string> OfTelegram(AlertRouteOptions route)
    {
        if (!string.IsNullOrEmpty(route.Address) && !IsWeb(route.Address))
            yield return $"{nameof(route.Address)}: expected an absolute http or https address, or none";
        if (string.IsNullOrWhiteSpace(route.ChatId))
            yield return $"{nameof(route.ChatId)}: expected a chat's number or @channel";
        if (string.IsNullOrEmpty(route.Secret) && string.IsNullOrEmpty(route.SecretFile))
            yield return $"{nameof(route.Secret)}: expected the bot's token, or a {nameof(route.SecretFile)} with it";
    }

    private static IEnumerable<string> OfEmail(AlertRouteOptions route)
    {
        if (string.IsNullOrWhiteSpace(route.Host))
            yield return $"{nameof(route.Host)}: expected the mail server's name";
        if (!System.Net.Mail.MailAddress.TryCreate(route.From, out _))
            yield return $"{nameof(route.From)}: expected the sender's mail address";
        var to = AlertingOptions.Split(route.To);
        if (to.IsEmpty || !to.All(address => System.Net.Mail.MailAddress.TryCreate(address, out _)))
            yield return $"{nameof(route.To)}: expected mail addresses, separated by commas";
        if (!string.IsNullOrEmpty(route.User) && route.Security == SmtpSecurity.None)
            yield return $"{nameof(route.Security)}: is None, and a password is sent over an encrypted connection only; expected StartTls, or no {nameof(route.User)}";
        if (!string.IsNullOrEmpty(route.User) && string.IsNullOrEmpty(route.Secret) && string.IsNullOrEmpty(route.SecretFile))
            yield return $"{nameof(route.Secret)}: expected the password of {nameof(route.User)}, or a {nameof(route.SecretFile)} with it";
    }

    private static IEnumerable<string> OfMetric(string name, AlertMetricOptions metric)
    {
        var setting = $"{AlertingOptions.Section}:{nameof(AlertingOptions.Metrics)}:{name}";
        foreach (var defect in OfNameAndParts(setting, name, metric))
            yield return defect;
        if (!LabelMatcher.TryParseList(metric.Match, out _))
            yield return $"{setting}:{nameof(metric.Match)} is '{metric.Match}'; expected {LabelMatcher.Expected}.";
        if (metric.Above is null && metric.Below is null)
            yield return $"{setting}: expected {nameof(metric.Above)}, {nameof(metric.Below)} or both.";
    }

    private static IEnumerable<string> OfNameAndParts(string setting, string name, object part)
    {
        if (name.Length is 0 or > LongestName || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            yield return $"{setting}: expected a name of 1 to {LongestName} characters of a-z, A-Z, 0-9, '-' and '_'.";
        var found = new List<ValidationResult>();
        Validator.TryValidateObject(part, new ValidationContext(part), found, validateAllProperties: true);
        foreach (var defect in found)
            yield return $"{setting}:{string.Join(", ", defect.MemberNames)}: {defect.ErrorMessage}";
    }

    private static IEnumerable<string> OfRule(string name, AlertRuleOptions rule, AlertingOptions options)
    {
        var setting = $"{AlertingOptions.Section}:{nameof(AlertingOptions.Rules)}:{name}";
        if (AlertingOptions.Split(rule.Kinds).IsEmpty)
            yield return $"{setting}:{nameof(rule.Kinds)}: expected kinds, or * for all.";
        if (!LabelMatcher.TryParseList(rule.Match, out _))
            yield return $"{setting}:{nameof(rule.Match)} is '{rule.Match}'; expected {LabelMatcher.Expected}.";
        foreach (var route in AlertingOptions.Split(rule.Routes).Where(route => !options.Routes.ContainsKey(route)))
            yield return $"{setting}:{nameof(rule.Routes)} names '{route}'; expected some of {string.Join(", ", options.Routes.Keys.Order(StringComparer.Ordinal))}.";
    }

    private static IEnumerable<string> OfInhibition(string name, AlertInhibitionOptions inhibition)
    {
        if (AlertingOptions.Split(inhibition.Source).IsEmpty && !AlertingOptions.Split(inhibition.Suppresses).IsEmpty)
            yield return $"{AlertingOptions.Section}:{nameof(AlertingOptions.Inhibitions)}:{name}:{nameof(inhibition.Source)}: expected the kinds of the alert that explains the others.";
    }

    private static bool IsWeb(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
}
