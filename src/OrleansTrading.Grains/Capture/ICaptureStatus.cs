namespace OrleansTrading.Grains.Capture;

/// <summary>How the recording of this silo stands.</summary>
public interface ICaptureStatus
{
    CaptureStatus Get();
}
