namespace Orleans.Configuration;

public class SiloMessagingOptions : MessagingOptions
{
    /// <summary>How often a request is handed on when its target has gone before it ran.</summary>
    public int MaxForwardCount { get; set; } = 2;
}
