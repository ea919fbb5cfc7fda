using System.Globalization;

namespace OrleansTrading.Domain.Alerting;

/// <summary>Messages in words, without any markup.</summary>
public static class MessageText
{
    private const int LongestSubject = 150;

    /// <summary>What a message is of, in one line.</summary>
    public static string SubjectOf(OutgoingMessage message)
    {
        var first = message.Lines[0];
        var more = message.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" and {message.Count - 1} more") : "";
        return Notification.Shorten($"{MarkOf(first)} {OneLine(first.Title)}{more}", LongestSubject);
    }

    /// <summary>One notification.</summary>
    public static string LineOf(Notification notification) => $"{HeadOf(notification)}: {DetailOf(notification)}";

    /// <summary>Its severity and title.</summary>
    public static string HeadOf(Notification notification) => $"{MarkOf(notification)} {OneLine(notification.Title)}";

    public static string DetailOf(Notification notification) => OneLine(notification.Detail);

    /// <summary>What is not among the lines: how many more there are, and how many were lost; nothing when there is nothing.</summary>
    /// <param name="message">The message.</param>
    /// <param name="leftOut">Lines that the receiver has no room for.</param>
    public static IEnumerable<string> RemarksOf(OutgoingMessage message, int leftOut)
    {
        if (message.Rest + leftOut > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"and {message.Rest + leftOut} more");
        if (message.Lost > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"{message.Lost} earlier notifications could not be delivered here");
    }

    private static string MarkOf(Notification notification) => notification.Phase switch
    {
        NotificationPhase.Cleared => "[cleared]",
        NotificationPhase.Repeated => $"[still {Notification.WordOf(notification.Severity)}]",
        _ => $"[{Notification.WordOf(notification.Severity)}]",
    };

    /// <remarks>Neither lines nor other control characters: a mail's subject must have none, and a reader has no use for them.</remarks>
    private static string OneLine(string text) => string.Concat(text.ReplaceLineEndings(" ").Select(c => char.IsControl(c) ? ' ' : c));
}
