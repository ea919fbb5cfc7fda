using System.ComponentModel.DataAnnotations;
using System.Net;

namespace OrleansTrading.Silo.Engine;

/// <summary>Section <c>Cluster</c>: the silos that run together. The embedded engine reads the names alone.</summary>
public sealed class ClusterSettings : IValidatableObject
{
    public const string Section = "Cluster";

    /// <summary>Silos with the same id form one cluster.</summary>
    [Required, StringLength(150)]
    public string ClusterId { get; set; } = "orleans-trading";

    /// <summary>The service whose state the cluster holds; stays the same for the life of the data.</summary>
    [Required, StringLength(150)]
    public string ServiceId { get; set; } = "orleans-trading";

    /// <summary>Name of this silo; the pod's name where there is one, else the machine's.</summary>
    public string? SiloName { get; set; }

    /// <summary>Address by which other silos reach this one; the pod's where there is one, else the machine's.</summary>
    public string? AdvertisedAddress { get; set; }

    /// <summary>Port between silos; 11111 unless told otherwise, and any free one for a silo in memory.</summary>
    [Range(1, 65535)]
    public int? SiloPort { get; set; }

    /// <summary>Port for clients of the cluster outside of it, none unless told otherwise: nothing of this program is one.</summary>
    [Range(0, 65535)]
    public int? GatewayPort { get; set; }

    /// <summary>The settings, or the defaults where they cannot be read: the check at start tells of that.</summary>
    internal static ClusterSettings Read(IConfiguration configuration)
    {
        try
        {
            return configuration.GetSection(Section).Get<ClusterSettings>() ?? new ClusterSettings();
        }
        catch (InvalidOperationException)
        {
            return new ClusterSettings();
        }
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrWhiteSpace(AdvertisedAddress) && !IPAddress.TryParse(AdvertisedAddress, out _))
            yield return new ValidationResult($"{nameof(AdvertisedAddress)} is '{AdvertisedAddress}'; expected an IP address.", [nameof(AdvertisedAddress)]);
    }
}
