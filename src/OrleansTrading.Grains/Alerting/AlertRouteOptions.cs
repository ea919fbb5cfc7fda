using System.ComponentModel.DataAnnotations;

namespace OrleansTrading.Grains.Alerting;

/// <summary>One way to people.</summary>
public sealed class AlertRouteOptions
{
    public const string TelegramAddress = "https://api.telegram.org";

    /// <summary>What the route sends with.</summary>
    public AlertRouteKind Kind { get; set; }

    /// <summary>Webhook: where to post, http or https; told to nobody, for it may be a secret itself. Telegram: the Bot API, https://api.telegram.org when empty.</summary>
    public string? Address { get; set; }

    /// <summary>Webhook: signs what is posted (HMAC-SHA256). Telegram: the bot's token. E-mail: the password.</summary>
    public string? Secret { get; set; }

    /// <summary>A file that holds the secret, readable by its owner alone; instead of the secret itself.</summary>
    public string? SecretFile { get; set; }

    /// <summary>Telegram: the chat, a number or @channel.</summary>
    public string? ChatId { get; set; }

    /// <summary>E-mail: the mail server.</summary>
    public string? Host { get; set; }

    /// <summary>E-mail: its port.</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    /// <summary>E-mail: how the server is spoken to. A password is sent over an encrypted connection only.</summary>
    public SmtpSecurity Security { get; set; }

    /// <summary>E-mail: who signs in; empty for nobody.</summary>
    public string? User { get; set; }

    /// <summary>E-mail: the sender's address.</summary>
    public string? From { get; set; }

    /// <summary>E-mail: addresses that it goes to, separated by commas.</summary>
    public string? To { get; set; }

    /// <summary>How long one attempt may take.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromSeconds(15);
}
