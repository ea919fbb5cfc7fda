namespace Orleans.Configuration;

public class ClusterOptions
{
    internal const string DevelopmentClusterId = "dev";
    internal const string DevelopmentServiceId = "dev";

    public static readonly string DefaultClusterId = "default";
    public static readonly string DefaultServiceId = "default";

    public string ClusterId { get; set; } = DefaultClusterId;

    public string ServiceId { get; set; } = DefaultServiceId;
}
