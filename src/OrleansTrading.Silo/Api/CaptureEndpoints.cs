using Microsoft.AspNetCore.Http.HttpResults;
using OrleansTrading.Grains.Capture;

namespace OrleansTrading.Silo.Api;

/// <summary>The recording of the market.</summary>
internal static class CaptureEndpoints
{
    public static void MapCapture(this RouteGroupBuilder api) =>
        api.MapGet("/capture", GetCapture).WithName("GetCapture").WithTags("Capture");

    /// <summary>How the recording of this silo stands</summary>
    internal static Ok<CaptureView> GetCapture(ICaptureStatus status) => TypedResults.Ok(CaptureView.Of(status.Get()));
}
