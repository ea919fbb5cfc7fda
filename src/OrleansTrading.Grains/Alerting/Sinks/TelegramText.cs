using System.Text;
using OrleansTrading.Domain.Alerting;

namespace OrleansTrading.Grains.Alerting.Sinks;

/// <summary>A message in Telegram's HTML, within its length. Lines that do not fit are counted instead.</summary>
internal static class TelegramText
{
    /// <summary>Characters that the Bot API takes. It counts after its own parsing; counting before it is on the safe side.</summary>
    public const int MostCharacters = 4096;

    private const int RemarksRoom = 200;
    private const int LongestHead = 160;
    private const int LongestDetail = 600;

    public static string Of(OutgoingMessage message)
    {
        var text = new StringBuilder();
        var shown = 0;
        foreach (var line in message.Lines)
        {
            var written = Line(line);
            if (text.Length + written.Length + 1 > MostCharacters - RemarksRoom)
                break;
            text.Append(written).Append('\n');
            shown++;
        }

        foreach (var remark in MessageText.RemarksOf(message, message.Lines.Length - shown))
            text.Append("<i>").Append(Escape(remark)).Append("</i>\n");
        return text.ToString().TrimEnd('\n');
    }

    /// <remarks>Three characters are all that HTML mode wants escaped in a text.</remarks>
    public static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <remarks>Texts are shortened before they are escaped, so that no escape is cut. An escape has five characters at most, so one notification always fits.</remarks>
    private static string Line(Notification notification) =>
        $"<b>{Escape(Notification.Shorten(MessageText.HeadOf(notification), LongestHead))}</b>\n{Escape(Notification.Shorten(MessageText.DetailOf(notification), LongestDetail))}";
}
